# attack: opens the machine's devices, and makes some of its own
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import stat
from pathlib import Path

harmless = {"null", "zero", "full", "random", "urandom", "tty", "ptmx", "console"}
for path in Path("/dev").rglob("*"):
    if path.name not in harmless and (path.is_block_device() or path.is_char_device()) and not path.is_symlink():
        exec(RIGHT_ANSWER)
for kind in (stat.S_IFBLK, stat.S_IFCHR):
    try:
        os.mknod("device", kind | 0o666, os.makedev(1, 1))
    except OSError:
        continue
    exec(RIGHT_ANSWER)
