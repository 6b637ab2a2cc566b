# attack: closes every open file of the kernel, its connections to the grader among them
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died|time limit
import os

os.closerange(0, 1024)
