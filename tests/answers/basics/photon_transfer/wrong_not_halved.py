# outcome: failed
# message: Yours is twice as much
# parts: 1 of 3
import numpy as np


def photon_transfer(flats, darks, white):
    flats, darks = flats.astype(float), darks.astype(float)
    flats = flats[flats.mean(axis=(1, 2, 3)) < 0.7 * white]
    signal = flats.mean(axis=(1, 2, 3)) - darks.mean()
    variance = np.var(flats[:, 0] - flats[:, 1], axis=(1, 2))
    gain = np.polyfit(signal, variance, 1)[0]
    read_noise = np.std(darks[0] - darks[1]) / np.sqrt(2) / gain
    return {"gain": gain, "read_noise": read_noise}
