# outcome: failed
# message: calls `cv2.threshold`
import cv2


def otsu(image):
    threshold, _ = cv2.threshold(image.astype("uint8"), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return threshold
