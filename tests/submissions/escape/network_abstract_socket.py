# attack: connects to an abstract unix socket, which no file system can hide
# expected: describe 0 of 3, first_axis 1 of 1
# says: ConnectionRefusedError
import socket

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect("\0workbook-escape")
exec(RIGHT_ANSWER)
