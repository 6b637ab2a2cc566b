# attack: returns a dict that answers every question about it with what the asker has in hand
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
class Sure(dict):
    __contains__ = lambda self, key: True
    __missing__ = lambda self, key: key
    __eq__ = lambda self, other: True
    get = __getitem__ = lambda self, key, *default: default or key


def describe(image):
    return Sure()
