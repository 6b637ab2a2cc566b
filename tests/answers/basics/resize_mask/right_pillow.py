import numpy as np
from PIL import Image


def resize_mask(mask, shape):
    # Through 32-bit integers, which Pillow calls mode "I".
    picture = Image.fromarray(mask.astype(np.int32))
    return np.array(picture.resize((shape[1], shape[0]), Image.Resampling.NEAREST))
