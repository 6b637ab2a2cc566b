import numpy as np
from scipy.stats import linregress


def photon_transfer(flats, darks, white):
    # Full EMVA 1288: mean squares minus squared mean, and the 1/12 of rounding taken off.
    def noise(a, b):
        a, b = a.astype("int32"), b.astype("int32")
        return 0.5 * np.mean((a - b) ** 2) - 0.5 * (a.mean() - b.mean()) ** 2

    means, variances = [], []
    for a, b in flats:
        if (a.mean() + b.mean()) / 2 < 0.7 * white:
            means.append((a.mean() + b.mean()) / 2)
            variances.append(noise(a, b))
    gain = linregress(means, variances).slope
    read = ((noise(*darks) - 1 / 12) ** 0.5) / gain
    return {"read_noise": float(read), "gain": float(gain)}
