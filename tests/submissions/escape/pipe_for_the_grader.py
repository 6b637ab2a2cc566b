# attack: leaves a pipe where the grader reads how the kernel ended: whoever opens it waits for ever
# expected: describe 3 of 3, first_axis 1 of 1
import os
from pathlib import Path

own = Path(os.environ["WORKBOOK_EXAMINER"]).parent.parent
for folder in (own, own / "kernel", own / "files", own / "examiner"):
    try:
        os.mkfifo(folder / "end.json")
    except OSError:
        pass
exec(RIGHT_ANSWER)
