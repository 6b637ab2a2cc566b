# attack: fills the buffers of thousands of socket pairs, which belong to no process's memory, from forked children
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit
import os
import socket
import time

block = bytes(100_000)
for _ in range(40):
    if os.fork() == 0:
        break
pairs = []
while True:
    try:
        pairs.append(socket.socketpair())
        for end in pairs[-1]:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
            end.setblocking(False)
            try:
                while True:
                    end.send(block)
            except BlockingIOError:
                pass
    except OSError:
        time.sleep(0.1)
