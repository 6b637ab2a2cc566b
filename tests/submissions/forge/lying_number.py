# attack: returns whole numbers and texts of classes of its own that claim to be equal to everything
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
class Number(int):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __hash__ = int.__hash__
    __int__ = __index__ = __float__ = __sub__ = __rsub__ = lambda self, *other: 0


class Text(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
    removeprefix = lambda self, prefix: self


def describe(image):
    answer = dict.fromkeys(["height", "width", "channels", "low", "high"], Number(-1))
    return answer | {"dtype": Text("any")}
