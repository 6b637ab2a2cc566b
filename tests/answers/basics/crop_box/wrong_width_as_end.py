# outcome: failed
# message: w and h are lengths, not the end of the slice
# parts: 1 of 3
def crop_box(image, box):
    x, y, w, h = box
    top, left = max(y, 0), max(x, 0)
    if w <= 0 or h <= 0 or x >= image.shape[1] or y >= image.shape[0] or x + w <= 0 or y + h <= 0:
        raise ValueError("nothing left of the box")
    return image[top:h, left:w]
