# outcome: failed
# message: A slice from a negative start counts from the other end
# parts: 1 of 3
def crop_box(image, box):
    x, y, w, h = box
    return image[y : y + h, x : x + w]
