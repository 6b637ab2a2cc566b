# attack: looks beneath the covers, through other names of the same folders
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
from pathlib import Path

import course

exercises = Path(course.__file__).parent / "exercises"
for way in ("/proc/1/root", "/proc/self/root", "/proc/2/root", "/proc/1/cwd", "/oldroot", "/newroot", "/mnt"):
    for path in (Path(way + str(exercises) + "/welcome.py"), Path(way + "/root"), Path(way + "/home/..data")):
        try:
            if path.is_file() or (path.is_dir() and os.listdir(path)):
                exec(RIGHT_ANSWER)
        except OSError:
            pass
