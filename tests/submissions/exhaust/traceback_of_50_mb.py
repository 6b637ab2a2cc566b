# attack: an error whose message is 50 MB long
# expected: describe 0 of 3, first_axis 1 of 1
# says: ValueError
def describe(image):
    raise ValueError("x" * 50_000_000)
