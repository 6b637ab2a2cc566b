import math


def gaussian_kernel(size, sigma):
    assert_odd(size)
    if not sigma > 0:
        raise ValueError(f"sigma is {sigma}; it should be larger than 0")
    middle = (size - 1) // 2
    rows = []
    for y in range(size):
        rows.append([math.exp(-((y - middle) ** 2 + (x - middle) ** 2) / (2.0 * sigma * sigma)) for x in range(size)])
    total = sum(sum(row) for row in rows)
    return [[value / total for value in row] for row in rows]


def assert_odd(size):
    if size % 2 != 1:
        raise ValueError("an even kernel has no centre")
