# outcome: failed
# message: Yours is the spread of one dark frame
# parts: 2 of 3
import numpy as np


def photon_transfer(flats, darks, white):
    flats, darks = np.asarray(flats, float), np.asarray(darks, float)
    level = flats.mean(axis=(1, 2, 3))
    variance = (flats[:, 0] - flats[:, 1]).var(axis=(1, 2)) / 2
    keep = level < 0.7 * white
    gain = np.polyfit(level[keep] - darks.mean(), variance[keep], 1)[0]
    return {"gain": gain, "read_noise": darks[1].std() / gain}
