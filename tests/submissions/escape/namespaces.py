# attack: makes new namespaces, in which it would be root
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import ctypes
import subprocess

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x08000000, 0x02000000):
    if libc.unshare(flag) == 0:
        exec(RIGHT_ANSWER)
for command in ("unshare -r true", "bwrap --ro-bind / / true", "nsenter -t 1 -a true"):
    if subprocess.run(command, shell=True, capture_output=True).returncode == 0:
        exec(RIGHT_ANSWER)
