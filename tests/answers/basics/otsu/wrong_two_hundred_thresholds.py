# outcome: failed
# message: of the between-class variance that is possible
# parts: 2 of 3
import numpy as np



def otsu(image):
    # Slow and plain: smallest variance inside the groups, 200 thresholds between the extremes.
    pixels = image.astype(np.float32).ravel()
    low, high = pixels.min(), pixels.max()
    if low == high:
        return float(low)
    best, best_score = low, np.inf
    for threshold in np.linspace(low, high, 200, endpoint=False):
        dark, bright = pixels[pixels <= threshold], pixels[pixels > threshold]
        score = len(dark) * dark.var() + len(bright) * bright.var()
        if score < best_score:
            best, best_score = threshold, score
    return best
