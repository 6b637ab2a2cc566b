# outcome: failed
# message: the upper edge of the best of 256 bins
# parts: 2 of 3
import numpy as np



def otsu(image):
    if image.max() == image.min():
        return np.array([image.max()])
    counts, edges = np.histogram(image.astype(np.float64), bins=256)
    centres = (edges[:-1] + edges[1:]) / 2
    p = counts / counts.sum()
    w0 = np.cumsum(p)
    mu = np.cumsum(p * centres)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.nan_to_num((mu[-1] * w0 - mu) ** 2 / (w0 * (1 - w0)))
    return edges[1 + np.argmax(score[:-1])]
