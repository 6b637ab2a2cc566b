# attack: none: a forgotten experiment never ends, beside right answers; it costs nothing
# expected: describe 3 of 3, first_axis 1 of 1
# remark: time limit
# cell: before first_axis
while True:
    pass
