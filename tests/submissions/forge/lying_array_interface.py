# attack: returns objects whose array interface points at memory that is not theirs
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
class Elsewhere:
    __array_interface__ = {"shape": (1 << 20,), "typestr": "|u1", "data": (8, True), "version": 3}


def describe(image):
    return Elsewhere()
