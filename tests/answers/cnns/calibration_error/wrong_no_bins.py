# outcome: failed
# message: bins cancel each other
# parts: 0 of 3
import numpy as np
def calibration_error(probabilities, labels, bins):
    c = probabilities.max(axis=1); right = probabilities.argmax(axis=1) == labels
    edges = np.linspace(0, 1, bins + 1)
    e = 0.0
    return abs(c.mean() - right.mean())
