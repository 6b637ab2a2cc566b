# outcome: failed
# message: calls `skimage.util.img_as_ubyte`
# parts: 0 of 3
import numpy as np
from skimage import img_as_ubyte as convert


def to_uint8(image):
    if image.dtype.kind == "f":
        return convert(np.clip(image, 0, 1))
    return convert(np.clip(image, 0, 255).astype(np.uint8))
