# outcome: failed
# message: Append i = 1 and reshape
# parts: 0 of 3
import numpy as np


def rectify_page(corners, targets):
    return np.zeros(8)
