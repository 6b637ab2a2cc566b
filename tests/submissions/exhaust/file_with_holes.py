# attack: a file of a thousand terabytes that takes no room, for whoever copies it
# expected: describe 3 of 3, first_axis 1 of 1
try:
    with open("holes", "wb") as file:
        file.truncate(1 << 50)
except OSError:
    pass
exec(RIGHT_ANSWER)
