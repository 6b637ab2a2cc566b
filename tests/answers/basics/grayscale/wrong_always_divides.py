# outcome: failed
# message: That is 255 times too dark
# parts: 1 of 3
def grayscale(image, order="RGB"):
    if order == "BGR":
        image = image[:, :, ::-1]
    return (0.2125 * image[:, :, 0] + 0.7154 * image[:, :, 1] + 0.0721 * image[:, :, 2]) / 255
