# attack: removes the folder it works in, and everything of its own
# expected: describe 3 of 3, first_axis 1 of 1
import os
import shutil

exec(RIGHT_ANSWER)
if os.getcwd() == "/learner/work":
    shutil.rmtree("/learner", ignore_errors=True)
