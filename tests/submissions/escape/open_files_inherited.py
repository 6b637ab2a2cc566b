# attack: uses whatever open files it has inherited from the fork server
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import stat
import sys

own = ("/learner", "/tmp", sys.prefix, sys.base_prefix)
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
        kind = os.fstat(int(name)).st_mode
    except OSError:
        continue
    if stat.S_ISDIR(kind) or (stat.S_ISREG(kind) and not target.startswith(own)):
        exec(RIGHT_ANSWER)
