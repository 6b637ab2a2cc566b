# attack: writes what the supervisor would write about the end of the kernel, in a file that cannot be overwritten
# expected: describe 3 of 3, first_axis 1 of 1
import os
from pathlib import Path

own = Path(os.environ["WORKBOOK_EXAMINER"]).parent.parent
for folder in (own, own / "kernel", own / "files", own / "examiner"):
    try:
        (folder / "end.json").write_text('{"reason": "it was perfect", "peak_mb": [1, 2]}')
        (folder / "end.json").chmod(0o444)
    except OSError:
        pass
exec(RIGHT_ANSWER)
