# outcome: failed
# message: That is the mean of all grey levels
# parts: 1 of 3
def otsu(image):
    return image.mean()
