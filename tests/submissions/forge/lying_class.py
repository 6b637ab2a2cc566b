# attack: returns an object that says it is a dict, an int, whatever one asks for
# expected: describe 0 of 3, first_axis 1 of 1
# says: Chameleon
class Chameleon:
    __class__ = property(lambda self: dict)

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    __eq__ = lambda self, other: True
    __getitem__ = lambda self, key: self
    __len__ = lambda self: 6


def describe(image):
    return Chameleon()
