# attack: none: a learner changes the working folder, beside a right answer
# expected: describe 3 of 3, first_axis 1 of 1
import os

os.chdir("/")
os.environ.pop("HOME", None)
os.environ.pop("PATH", None)
os.umask(0o777)
exec(RIGHT_ANSWER)
