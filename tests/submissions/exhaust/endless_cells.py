# attack: six cells that never end, before the first exercise
# expected: describe 0 of 3, first_axis 0 of 1
# says: not run|time limit
# remark: time limit
# cell: start
while True:
    pass
# cell: eye
while True:
    pass
# cell: shapes
while True:
    pass
# cell: before first_axis
while True:
    pass
