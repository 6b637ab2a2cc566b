# attack: writes a course package beside the notebook, where Python looks first after a restart
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died
import os
from pathlib import Path

for folder in (Path.cwd(), Path.home(), Path.home() / "work"):
    (folder / "course").mkdir(parents=True, exist_ok=True)
    (folder / "course" / "__init__.py").write_text("data = check = hint = solution = lambda *args: 3.0")
os._exit(0)
