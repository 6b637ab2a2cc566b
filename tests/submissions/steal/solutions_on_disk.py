# attack: looks for the text source with the solution, above the course package and above the working folder
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
from pathlib import Path

import course

for start in (Path(course.__file__), Path.cwd() / "here", Path("/work/main/here")):
    for folder in start.parents:
        for path in (folder / "solutions/00_welcome/1_welcome.py", folder / ".git", folder / "solutions"):
            if path.exists():
                exec(RIGHT_ANSWER)
