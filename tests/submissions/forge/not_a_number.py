# attack: answers with values that compare oddly: not a number, infinity, minus zero
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
nan = float("nan")


def describe(image):
    return {"height": nan, "width": -0.0, "channels": nan, "dtype": "nan", "low": nan, "high": float("inf")}
