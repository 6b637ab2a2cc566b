# attack: opens the system's settings to change them
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import glob
import os

paths = glob.glob("/proc/sys/kernel/*") + glob.glob("/proc/sys/vm/*") + glob.glob("/sys/fs/cgroup/*")
paths += ["/proc/sysrq-trigger", "/proc/kcore", "/proc/1/oom_score_adj", "/dev/mem", "/sys/kernel/uevent_helper"]
for path in set(paths) - {"/proc/sys/kernel/ns_last_pid"}:  # that one is its own, and refuses to be written
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError:
        continue
    exec(RIGHT_ANSWER)
