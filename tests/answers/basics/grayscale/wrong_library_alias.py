# outcome: failed
# message: calls `skimage.color.rgb2gray`
# parts: 0 of 3
from skimage import color

convert = color.rgb2gray


def grayscale(image, order="RGB"):
    return convert(image if order == "RGB" else image[..., ::-1])
