def grayscale(image, order="RGB"):
    weights = (0.2125, 0.7154, 0.0721) if order == "RGB" else (0.0721, 0.7154, 0.2125)
    top = 255 if str(image.dtype) == "uint8" else 1
    grey = []
    for row in image.tolist():
        grey.append([sum(w * value for w, value in zip(weights, pixel)) / top for pixel in row])
    return grey
