# outcome: failed
# message: with the key "channels"; yours has height, width
# parts: 1 of 3
def describe(image):
    return {"height": image.shape[0], "width": image.shape[1]}
