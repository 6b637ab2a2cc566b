# attack: leaves with sys.exit instead of returning
# expected: describe 0 of 3, first_axis 1 of 1
# says: SystemExit
import sys


def describe(image):
    sys.exit(0)
