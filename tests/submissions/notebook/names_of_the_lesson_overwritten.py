# attack: none: `check`, `hint` and `np` are names like any others to whoever has not read what they are for
# expected: describe 3 of 3, first_axis 1 of 1
exec(RIGHT_ANSWER)
check = hint = np = 5
