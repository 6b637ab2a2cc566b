# attack: returns a list that goes on for ever
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
class Endless(list):
    def __iter__(self):
        while True:
            yield 1

    __len__ = lambda self: 1


def describe(image):
    return {"height": Endless(), "width": iter(Endless()), "channels": range(10**18)}
