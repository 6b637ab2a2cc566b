# outcome: failed
# message: of the between-class variance that is possible
# parts: 1 of 3
def otsu(image):
    return image.mean()
