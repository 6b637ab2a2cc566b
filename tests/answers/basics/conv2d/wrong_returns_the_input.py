# outcome: failed
# message: differs from what is expected
# parts: 0 of 4
def conv2d(image, kernel, mode):
    return image
