# outcome: failed
# message: calls `cv2.getPerspectiveTransform`
import cv2
import numpy as np


def rectify_page(corners, targets):
    return cv2.getPerspectiveTransform(np.float32(corners), np.float32(targets))
