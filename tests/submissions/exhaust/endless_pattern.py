# attack: a regular expression that works for ever in compiled code, where no interruption arrives
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|had not returned
import re


def describe(image):
    return {"height": re.match("(a+)+$", "a" * 64 + "b")}
