# outcome: failed
# message: calls `cv2.getGaussianKernel`
# parts: 1 of 3
import cv2
import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("odd size and positive sigma, please")
    line = cv2.getGaussianKernel(size, sigma)
    return np.dot(line, line.T)
