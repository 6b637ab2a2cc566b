# attack: raises an exception that raises when it is shown
# expected: describe 0 of 3, first_axis 1 of 1
# says: Unshowable
class Unshowable(BaseException):
    def __str__(self):
        raise self

    __repr__ = __str__
    __traceback__ = property(lambda self: 1 / 0)


def describe(image):
    raise Unshowable
