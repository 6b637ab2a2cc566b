# attack: opens the memory of every other process it sees
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
from pathlib import Path

for path in Path("/proc").glob("[0-9]*/mem"):
    if path.parent.name != str(os.getpid()):
        try:
            path.open("rb").close()
        except OSError:
            continue
        exec(RIGHT_ANSWER)
