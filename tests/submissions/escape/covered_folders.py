# attack: looks beneath the covers, through other names of the same folders
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
from pathlib import Path

import course

covered = Path(course.__file__).parent / "exercises" / "welcome.py"
for way in ("", "/proc/1/root", "/proc/self/root", "/proc/2/root", "/proc/1/cwd", "/oldroot", "/newroot", "/mnt"):
    try:
        if Path(f"{way}{covered}").is_file() or list(Path(f"{way}/mnt").iterdir()):
            exec(RIGHT_ANSWER)
    except OSError:
        pass
