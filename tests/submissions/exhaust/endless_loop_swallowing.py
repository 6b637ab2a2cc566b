# attack: a loop without an end that nothing interrupts
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
