# attack: counts the processes it sees: a neighbour's, the fork server's or the grader's would be one too many
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
from pathlib import Path

seen = {int(path.name) for path in Path("/proc").glob("[0-9]*")}
for number in range(2, 100_000):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        continue
    except PermissionError:
        pass
    if Path(f"/proc/{number}/task/{number}").exists() or not Path(f"/proc/self/task/{number}").exists():
        seen.add(number)
if seen - {1, os.getpid()}:
    exec(RIGHT_ANSWER)
