# attack: reads the grader's environment, its own and that of every process it sees
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
from pathlib import Path

found = [str(dict(os.environ))]
for path in Path("/proc").glob("*/environ"):
    try:
        found.append(path.read_text(errors="replace"))
    except OSError:
        pass
if "swordfish" in "".join(found):
    exec(RIGHT_ANSWER)
