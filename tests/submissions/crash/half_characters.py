# attack: prints, displays and returns half a character, which no file can hold
# expected: describe 0 or 2 of 3, first_axis 1 of 1
# says: .
from IPython.display import HTML, display

try:
    print("\ud800")
    display(HTML("\udfff"))
except Exception:
    pass


def describe(image):
    channels = 1 if image.ndim == 2 else image.shape[2]
    answer = {"height": image.shape[0], "width": image.shape[1], "channels": channels}
    return answer | {"dtype": "\ud800", "low": image.min(), "high": image.max()}
