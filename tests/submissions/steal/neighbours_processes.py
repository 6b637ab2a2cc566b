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
    seen.add(number)
own_threads = {int(path.name) for path in Path("/proc/self/task").iterdir()}
if seen - own_threads - {1}:
    print("seen:", [Path(f"/proc/{number}/cmdline").read_text() for number in seen - own_threads])
    exec(RIGHT_ANSWER)
