# outcome: failed
# message: should give the gain
# parts: 2 of 3
import numpy as np
from scipy.stats import linregress


def photon_transfer(flats, darks, white):
    # Leaves out what touches white alone: between 70 % and white the noise is squeezed already.
    def noise(a, b):
        a, b = a.astype("int32"), b.astype("int32")
        return 0.5 * np.mean((a - b) ** 2) - 0.5 * (a.mean() - b.mean()) ** 2

    means, variances = [], []
    for a, b in flats:
        if max(a.max(), b.max()) < white:
            means.append((a.mean() + b.mean()) / 2)
            variances.append(noise(a, b))
    gain = linregress(means, variances).slope
    read = ((noise(*darks) - 1 / 12) ** 0.5) / gain
    return {"read_noise": float(read), "gain": float(gain)}
