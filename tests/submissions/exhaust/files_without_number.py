# attack: makes small files until there is no room for another; only its own room is full
# expected: describe 3 of 3, first_axis 1 of 1
import itertools

for number in itertools.count():
    try:
        open(f"workbook-escape-{number}", "w").close()
    except OSError:
        break
exec(RIGHT_ANSWER)
