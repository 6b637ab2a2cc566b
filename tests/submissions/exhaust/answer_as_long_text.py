# attack: returns a text of 200 MB as the type
# expected: describe 0 or 2 of 3, first_axis 1 of 1
# says: .
def describe(image):
    channels = 1 if image.ndim == 2 else image.shape[2]
    answer = {"height": image.shape[0], "width": image.shape[1], "channels": channels}
    return answer | {"dtype": "x" * 200_000_000, "low": image.min(), "high": image.max()}
