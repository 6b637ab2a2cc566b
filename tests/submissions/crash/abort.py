# attack: aborts while it is called
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died
import os


def describe(image):
    os.abort()
