# attack: a folder in a folder in a folder, deeper than any path, which whoever tidies up must survive
# expected: describe 3 of 3, first_axis 1 of 1
import os

here = os.getcwd()
for level in range(3000):
    try:
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
    except OSError:
        break
os.chdir("/")
os.chdir(here)
exec(RIGHT_ANSWER)
