# attack: connects to a server on the grader's machine
# expected: describe 0 of 3, first_axis 1 of 1
# says: Error
import socket

socket.create_connection(("127.0.0.1", ESCAPE_PORT), timeout=5).sendall(b"got out")
exec(RIGHT_ANSWER)
