# outcome: failed
# message: should raise ValueError because
# parts: 2 of 3
def crop_box(image, box):
    x, y, w, h = box
    height, width = image.shape[:2]
    if w == 0 or h == 0 or x > width or y > height or x + w < 0 or y + h < 0:
        raise ValueError(f"box {box} lies outside")
    return image[max(y, 0) : min(y + h, height), max(x, 0) : min(x + w, width)]
