import cv2
import numpy as np


def count_coins(image):
    # A threshold for each neighbourhood; blobs and their statistics from OpenCV.
    smooth = cv2.GaussianBlur(image, (0, 0), 2).astype(np.float32)
    local = cv2.GaussianBlur(smooth, (0, 0), 17)
    mask = (smooth > local + 8).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    mask = cv2.drawContours(np.zeros_like(mask), contours, -1, 1, cv2.FILLED)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11)))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask)
    height, width = image.shape
    rows = []
    for (x, y, w, h, area), (cx, cy) in zip(stats[1:], centres[1:]):
        if area > 300 and x > 0 and y > 0 and x + w < width and y + h < height:
            rows.append([cy, cx, area])
    return np.array(rows, dtype=np.float32)
