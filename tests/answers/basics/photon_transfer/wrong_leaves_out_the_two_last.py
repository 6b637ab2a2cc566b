# outcome: failed
# message: should give the gain
# parts: 2 of 3
import numpy as np


def photon_transfer(flats, darks, white):
    flats, darks = np.asarray(flats, float), np.asarray(darks, float)
    level = flats.mean(axis=(1, 2, 3))
    variance = (flats[:, 0] - flats[:, 1]).var(axis=(1, 2)) / 2
    keep = np.arange(len(level)) < len(level) - 2
    gain = np.polyfit(level[keep] - darks.mean(), variance[keep], 1)[0]
    return {"gain": gain, "read_noise": (darks[0] - darks[1]).std() / np.sqrt(2) / gain}
