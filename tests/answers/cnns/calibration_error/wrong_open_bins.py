# outcome: failed
# message: leaves out confidences on a border
# parts: 2 of 3
import numpy as np
def calibration_error(probabilities, labels, bins):
    c = probabilities.max(axis=1); right = probabilities.argmax(axis=1) == labels
    edges = np.linspace(0, 1, bins + 1)
    e = 0.0
    for lo, hi in zip(edges[:-1], edges[1:]):
        m = (c > lo) & (c < hi)
        if m.any(): e += m.mean() * abs(right[m].mean() - c[m].mean())
    return e
