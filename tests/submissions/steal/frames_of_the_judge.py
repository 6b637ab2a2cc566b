# attack: while it is called, climbs its callers' frames to the judge, who knows what it expects
# expected: describe 0 of 3, first_axis 1 of 1
# says: gave nothing away
import sys


def describe(image):
    frame = sys._getframe()
    while frame := frame.f_back:
        if "case" in frame.f_locals or "exercises" in frame.f_code.co_filename:
            exec(RIGHT_ANSWER, globals())
            return describe(image)
    raise LookupError("the callers' frames gave nothing away")
