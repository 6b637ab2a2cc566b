# outcome: failed
# message: the others count as much
# parts: 1 of 3
def resize_linear_light(image, factor):
    return image[::factor, ::factor]
