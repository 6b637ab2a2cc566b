"""The tolerance of basics/photon_transfer beside what the reference and the usual mistakes reach.

    python -m benchmarks.photon_transfer [--cameras 200]

Prints, for cameras drawn as in grading, how far gain and read noise are off; the last line is JSON.
"""

from __future__ import annotations

import argparse
import json

import numpy as np

from course.exercises.basics.filters_camera import ACCURACY, camera_case, mistaken_gains, transfer_curve


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the tolerance of basics/photon_transfer.")
    parser.add_argument("--cameras", type=int, default=200)
    cameras = parser.parse_args().cameras
    gains, noises, mistakes = [], [], []
    for seed in range(cameras):
        rng = np.random.default_rng(seed)
        case = camera_case("", (12, 10)[seed % 2], rng, bright=seed % 4 >= 2)
        signal, variance = transfer_curve(case.flats, case.darks)
        usable = case.flats.mean(axis=(1, 2, 3)) < 0.7 * case.camera.white
        gain = np.polyfit(signal[usable], variance[usable], 1)[0]
        noise = np.std(case.darks[0].astype(float) - case.darks[1]) / np.sqrt(2) / gain
        gains.append(gain / case.camera.gain - 1)
        noises.append(noise / case.camera.read_noise - 1)
        mistakes.append({key: value / case.camera.gain - 1 for key, value in mistaken_gains(case).items()})
    print(f"tolerance {ACCURACY:.1%}, {cameras} cameras")
    for name, off in (("reference, gain", gains), ("reference, read noise", noises)):
        spread, largest = np.std(off), np.abs(off).max()
        print(f"{name}: mean {np.mean(off):+.2%}, standard deviation {spread:.2%}, largest {largest:.2%}")
    for key in mistakes[0]:
        off = np.abs([each[key] for each in mistakes])
        print(
            f"within the tolerance by luck {np.mean(off <= ACCURACY):6.1%}, least {np.nanmin(off):.1%}: {key[:70]}"
        )
    print(
        json.dumps({"gain_largest": float(np.abs(gains).max()), "noise_largest": float(np.abs(noises).max())})
    )


if __name__ == "__main__":
    main()
