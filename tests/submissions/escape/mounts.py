# attack: mounts, unmounts and makes read-only places writable
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import ctypes

import course

libc = ctypes.CDLL(None)
REMOUNT, BIND = 32, 4096
attempts = [
    libc.mount(b"none", b"/", None, REMOUNT | BIND, None),
    libc.mount(b"none", course.__path__[0].encode(), None, REMOUNT | BIND, None),
    libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None),
    libc.mount(b"proc", b"/proc", b"proc", 0, None),
    libc.umount2(b"/proc", 2),
    libc.umount2(course.__path__[0].encode() + b"/exercises", 2),
    libc.chroot(b"/tmp"),
]
if 0 in attempts:
    exec(RIGHT_ANSWER)
