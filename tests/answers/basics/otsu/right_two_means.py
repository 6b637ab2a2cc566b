from sklearn.cluster import KMeans
import numpy as np


def otsu(image):
    # Two means in one dimension: another algorithm for the same criterion.
    pixels = image.reshape(-1, 1).astype(float)
    low, high = pixels.min(), pixels.max()
    if low == high:
        return low
    best = min((KMeans(2, init=np.array([[low], [start]]), n_init=1).fit(pixels) for start in (high, np.median(pixels) + 1e-3 * (high - low))), key=lambda fit: fit.inertia_)
    return best.cluster_centers_.mean()
