# attack: a loop without an end
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit
while True:
    pass
