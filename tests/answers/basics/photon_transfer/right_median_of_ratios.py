import numpy as np


def photon_transfer(flats, darks, white):
    darks = darks.astype(np.float32)
    dark_variance = (darks[1] - darks[0]).var() / 2
    ratios = []
    for pair in flats.astype(np.float32):
        if pair.mean() > 0.7 * white:
            continue
        ratios.append(((pair[0] - pair[1]).var() / 2 - dark_variance) / (pair.mean() - darks.mean()))
    gain = np.median(ratios)
    return {"gain": np.array(gain), "read_noise": np.sqrt(dark_variance) / gain, "levels used": len(ratios)}
