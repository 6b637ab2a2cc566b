# attack: looks up a name and fetches a page; either would do
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import socket

for address in ("example.org", "1.1.1.1", "2606:4700:4700::1111"):
    try:
        socket.create_connection((address, 80), timeout=3)
    except OSError:
        continue
    exec(RIGHT_ANSWER)
try:
    socket.gethostbyname("example.org")
    exec(RIGHT_ANSWER)
except OSError:
    pass
