# attack: prints for ever while it is called
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit|time limit|had not returned
import sys


def describe(image):
    while True:
        print("x" * 100_000)
        sys.__stdout__.write("y" * 100_000)
