# outcome: failed
# message: should raise ValueError because no pixel of this box
# parts: 2 of 3
def crop_box(image, box):
    # The box left of the image has a negative end: the slice then stops that far from the right border.
    x, y, w, h = box
    part = image[max(y, 0) : y + h, max(x, 0) : x + w]
    if part.size == 0:
        raise ValueError(f"box {box} is empty")
    return part
