# outcome: failed
# message: Rows and columns are exchanged
# parts: 1 of 3
def crop_box(image, box):
    x, y, w, h = box
    height, width = image.shape[:2]
    part = image[max(x, 0) : max(x + w, 0), max(y, 0) : max(y + h, 0)]
    if w <= 0 or h <= 0 or x >= width or y >= height or x + w <= 0 or y + h <= 0:
        raise ValueError("empty box")
    return part
