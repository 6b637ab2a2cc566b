# attack: none: a forgotten experiment ends the kernel, beside right answers; it costs nothing
# expected: describe 3 of 3, first_axis 1 of 1
# remark: kernel died
# cell: before describe
import os

os._exit(1)
