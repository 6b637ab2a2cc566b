# attack: none: a library warns a few thousand times, beside a right answer; stderr costs nothing
# expected: describe 3 of 3, first_axis 1 of 1
import warnings

warnings.simplefilter("always")


def describe(image):
    for number in range(500):
        warnings.warn(f"deprecated, number {number}")
    channels = 1 if image.ndim == 2 else image.shape[2]
    answer = {"height": image.shape[0], "width": image.shape[1], "channels": channels}
    return answer | {"dtype": str(image.dtype), "low": image.min(), "high": image.max()}
