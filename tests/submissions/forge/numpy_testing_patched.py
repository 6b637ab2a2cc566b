# attack: makes every comparison in numpy agree
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
import numpy as np

for name in ("assert_allclose", "assert_equal", "assert_array_equal", "assert_array_almost_equal"):
    setattr(np.testing, name, lambda *args, **kwargs: None)
np.allclose = np.array_equal = np.isclose = lambda *args, **kwargs: True


def describe(image):
    return {"height": 1, "width": 1, "channels": 2, "dtype": "any", "low": 0.5, "high": 0.5}
