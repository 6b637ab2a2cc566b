# attack: ends the kernel while the examiner waits for an answer
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died
import os


def describe(image):
    os._exit(0)
