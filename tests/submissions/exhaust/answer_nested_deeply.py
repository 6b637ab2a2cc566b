# attack: returns a list in a list in a list, and one that holds itself
# expected: describe 0 of 3, first_axis 1 of 1
# says: nested
def describe(image):
    deep = []
    for level in range(100_000):
        deep = [deep]
    itself = {}
    itself["height"] = itself
    return {"width": deep, "height": itself}
