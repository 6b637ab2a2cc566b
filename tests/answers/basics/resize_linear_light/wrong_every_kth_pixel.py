# outcome: failed
# message: the other pixels of a block count as much
# parts: 1 of 3
def resize_linear_light(image, factor):
    return image[::factor, ::factor]
