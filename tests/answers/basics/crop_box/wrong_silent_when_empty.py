# outcome: failed
# message: should raise ValueError because
# parts: 2 of 3
def crop_box(image, box):
    x, y, w, h = box
    return image[max(y, 0) : max(y + h, 0), max(x, 0) : max(x + w, 0)]
