# attack: opens the machine's devices, and makes some of its own
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import stat

harmless = {"null", "zero", "full", "random", "urandom", "tty", "ptmx", "console", "stdin", "stdout", "stderr"}
for name in set(os.listdir("/dev")) - harmless:
    path = f"/dev/{name}"
    if stat.S_ISBLK(os.stat(path).st_mode) or stat.S_ISCHR(os.stat(path).st_mode):
        exec(RIGHT_ANSWER)
for kind in (stat.S_IFBLK, stat.S_IFCHR):
    try:
        os.mknod("device", kind | 0o666, os.makedev(1, 1))
    except OSError:
        continue
    exec(RIGHT_ANSWER)
