# attack: returns objects that are equal to everything
# expected: describe 0 of 3, first_axis 1 of 1
# says: object of type `Yes`
class Yes:
    def __eq__(self, other):
        return True

    __ne__ = lambda self, other: False
    __hash__ = lambda self: 0
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True


def describe(image):
    return dict.fromkeys(["height", "width", "channels", "dtype", "low", "high"], Yes())
