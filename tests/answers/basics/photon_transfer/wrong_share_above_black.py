# outcome: failed
# message: levels whose *signal* is below 70 %
# parts: 2 of 3
import numpy as np


def photon_transfer(flats, darks, white):
    flats, darks = np.asarray(flats, float), np.asarray(darks, float)
    level = flats.mean(axis=(1, 2, 3))
    variance = (flats[:, 0] - flats[:, 1]).var(axis=(1, 2)) / 2
    keep = level - darks.mean() < 0.7 * white
    gain = np.polyfit(level[keep] - darks.mean(), variance[keep], 1)[0]
    return {"gain": gain, "read_noise": (darks[0] - darks[1]).std() / np.sqrt(2) / gain}
