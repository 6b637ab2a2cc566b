# outcome: failed
# message: should say in its ValueError what is wrong
# parts: 2 of 3
def crop_box(image, box):
    x, y, w, h = box
    part = image[max(y, 0) : max(y + h, 0), max(x, 0) : max(x + w, 0)]
    if part.size == 0:
        raise ValueError
    return part
