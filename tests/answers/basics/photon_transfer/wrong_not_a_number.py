# outcome: failed
# message: a number under "gain"
# parts: 0 of 3
import numpy as np


def photon_transfer(flats, darks, white):
    return {"gain": np.nan, "read_noise": np.inf}
