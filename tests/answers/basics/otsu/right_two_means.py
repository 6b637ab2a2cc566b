from sklearn.cluster import KMeans
import numpy as np


def otsu(image):
    # Two means in one dimension: another algorithm for the same criterion.
    pixels = image.reshape(-1, 1).astype(float)
    low, high = pixels.min(), pixels.max()
    if low == high:
        return low
    best = min((KMeans(2, init=np.array([[first], [last]]), n_init=1).fit(pixels) for first, last in ((low, high), np.quantile(pixels, (0.1, 0.9)))), key=lambda fit: fit.inertia_)
    return best.cluster_centers_.mean()
