import cv2
import numpy as np


def sobel_edges(image):
    kernel = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    gx = cv2.filter2D(image.astype(np.float64), cv2.CV_64F, kernel) / 8
    gy = cv2.filter2D(image.astype(np.float64), cv2.CV_64F, kernel.T) / 8
    return np.stack([np.sqrt(gx**2 + gy**2), np.rad2deg(np.arctan2(gy, gx))])
