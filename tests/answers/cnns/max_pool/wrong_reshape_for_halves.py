# outcome: error
# message: cannot reshape
# parts: 2 of 3

def max_pool(images, size, stride):
    n, height, width, channels = images.shape
    return images.reshape(n, height // size, size, width // size, size, channels).max(axis=(2, 4))
