# outcome: failed
# message: gives the threshold
# parts: 1 of 3
def otsu(image):
    return (float(image.min()) + float(image.max())) / 2
