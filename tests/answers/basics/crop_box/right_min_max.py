def crop_box(image, box):
    x, y, w, h = box
    height, width = image.shape[:2]
    top, bottom = max(y, 0), min(y + h, height)
    left, right = max(x, 0), min(x + w, width)
    if bottom <= top or right <= left:
        raise ValueError(f"box {box} holds no pixel of an image {width} wide and {height} high")
    return image[top:bottom, left:right]
