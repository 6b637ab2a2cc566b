# outcome: failed
# message: yours returned nothing (None)
# parts: 0 of 4
def conv2d(image, kernel, mode):
    result = image * kernel.sum()
