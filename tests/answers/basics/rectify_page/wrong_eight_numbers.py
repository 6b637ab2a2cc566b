# outcome: failed
# message: should be 3 x 3; yours is 8 values
# parts: 0 of 3
import numpy as np


def rectify_page(corners, targets):
    return np.zeros(8)
