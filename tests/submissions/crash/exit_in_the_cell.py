# attack: ends the kernel from the answer cell
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died
import os

os._exit(0)
