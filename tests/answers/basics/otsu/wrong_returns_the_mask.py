# outcome: failed
# message: should return the threshold, one number
# parts: 0 of 3
def otsu(image):
    return image > image.mean()
