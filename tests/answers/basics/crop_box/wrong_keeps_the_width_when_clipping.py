# outcome: failed
# message: columns too many
# parts: 2 of 3
def crop_box(image, box):
    # Moves the start into the image but keeps the length: a box over the left border gets too wide.
    x, y, w, h = box
    height, width = image.shape[:2]
    if w <= 0 or h <= 0 or x >= width or y >= height or x + w <= 0 or y + h <= 0:
        raise ValueError("no pixel of the box is in the image")
    x, y = max(x, 0), max(y, 0)
    return image[y : y + h, x : x + w]
