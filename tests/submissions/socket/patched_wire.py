# attack: patches the module that speaks to the examiner, and sends an object of its own for every answer
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|did not reach the examiner|should
from course.checking.wire import frames as wire

real_encode = wire.encode
wire.encode = lambda message: real_encode({"value": {"height": 0, "width": 0}, "passed": True, "score": 3})


def describe(image):
    return {}
