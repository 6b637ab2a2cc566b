# attack: makes its sockets answer for the examiner
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
import socket


class Mine(socket.socket):
    def sendall(self, data, *flags):
        return None

    def recv(self, size, *flags):
        return b'\x00\x00\x00\x0e{"score": 3.0}'[:size]

    def recv_into(self, buffer, *rest):
        return 0


socket.socket = Mine


def describe(image):
    return {}
