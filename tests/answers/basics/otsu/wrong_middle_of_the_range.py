# outcome: failed
# message: That is the middle of the range
# parts: 2 of 3
def otsu(image):
    return (float(image.min()) + float(image.max())) / 2
