# outcome: failed
# message: no better than the noisy picture itself
# parts: 0 of 3
def denoise(image, noise):
    return image
