"""The data of the course: one function per data set, each giving new arrays you may change.

Pictures are uint8, (H, W) grey or (H, W, 3) RGB, and come with scikit-image. The others give
(images, labels). Nothing here needs a network except `fashion_mnist(full=True)`, after
`workbook data fetch fashion-mnist`. `workbook data list` shows sizes, licences and sources.
"""

from course.data.dataset import DataError, UnknownDataSetError
from course.data.fashion import FASHION_CLASSES, fashion_mnist
from course.data.handwritten_digits import digits
from course.data.skimage_pictures import (
    astronaut,
    brick,
    camera,
    cell,
    checkerboard,
    chelsea,
    clock,
    coffee,
    coins,
    grass,
    gravel,
    horse,
    hubble_deep_field,
    immunohistochemistry,
    microaneurysms,
    moon,
    page,
    retina,
    rocket,
    text,
)

__all__ = [
    "FASHION_CLASSES",
    "DataError",
    "UnknownDataSetError",
    "astronaut",
    "brick",
    "camera",
    "cell",
    "checkerboard",
    "chelsea",
    "clock",
    "coffee",
    "coins",
    "digits",
    "fashion_mnist",
    "grass",
    "gravel",
    "horse",
    "hubble_deep_field",
    "immunohistochemistry",
    "microaneurysms",
    "moon",
    "page",
    "retina",
    "rocket",
    "text",
]
