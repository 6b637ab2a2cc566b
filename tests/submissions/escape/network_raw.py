# attack: opens sockets that see or make any packet
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import socket

for family, kind, protocol in ((socket.AF_PACKET, socket.SOCK_RAW, 0), (socket.AF_INET, socket.SOCK_RAW, 1)):
    try:
        socket.socket(family, kind, protocol)
    except OSError:
        continue
    exec(RIGHT_ANSWER)
