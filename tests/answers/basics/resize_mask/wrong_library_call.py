# outcome: failed
# message: calls `cv2.resize`
# parts: 0 of 2
import cv2


def resize_mask(mask, shape):
    return cv2.resize(mask.astype("int16"), (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
