# attack: asks for ever larger arrays and writes to all of them, while it is called
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit|MemoryError|kernel died
import numpy as np


def describe(image):
    kept = []
    while True:
        kept.append(np.ones(1 << 24))
