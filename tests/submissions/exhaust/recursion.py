# attack: calls itself without an end
# expected: describe 0 of 3, first_axis 1 of 1
# says: calls itself
def describe(image):
    return describe(image)
