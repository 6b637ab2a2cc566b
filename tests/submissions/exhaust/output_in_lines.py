# attack: prints short lines for ever
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit|time limit
number = 0
while True:
    number += 1
    print("line", number, flush=True)
