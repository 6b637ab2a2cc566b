# attack: reads from address 0 while it is called, as a broken library would
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died
import ctypes


def describe(image):
    return ctypes.string_at(0)
