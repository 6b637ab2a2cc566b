# attack: returns an object that raises whenever it is looked at, named, compared or thrown away
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
class Touchy:
    def refuse(self, *args, **kwargs):
        raise SystemExit("do not touch")

    __repr__ = __str__ = __eq__ = __bool__ = __len__ = __iter__ = __getattr__ = __del__ = __format__ = refuse
    __array__ = __int__ = __float__ = __index__ = __hash__ = __reduce__ = __copy__ = __deepcopy__ = refuse


def describe(image):
    return Touchy()
