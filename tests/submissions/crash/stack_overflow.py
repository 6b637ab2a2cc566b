# attack: overflows the stack in compiled code, past Python's own limit
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died|calls itself|memory limit
import sys


def describe(image):
    sys.setrecursionlimit(1 << 30)
    return describe(image)
