# outcome: failed
# message: should return a dict
# parts: 0 of 3
import numpy as np


def photon_transfer(flats, darks, white):
    return 0.5, 8.0
