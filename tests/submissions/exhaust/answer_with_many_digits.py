# attack: returns a whole number with ten million digits
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
def describe(image):
    return dict.fromkeys(["height", "width", "channels", "low", "high"], 1 << 33_000_000) | {"dtype": "any"}
