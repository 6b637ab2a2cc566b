# attack: opens the course's and Python's own files for writing
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import sys
from pathlib import Path

import course

for folder in (Path(course.__file__).parent, Path(os.__file__).parent, Path(sys.prefix) / "bin"):
    for path in folder.iterdir():
        try:
            os.close(os.open(path, os.O_RDWR))
        except OSError:
            continue
        exec(RIGHT_ANSWER)
