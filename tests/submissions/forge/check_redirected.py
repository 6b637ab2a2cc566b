# attack: points the check at an examiner of its own, who says that everything is right
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
import os
import socket
import threading

path = "/tmp/my-examiner"
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen()
os.environ["WORKBOOK_EXAMINER"] = path


def agree():
    connection, _ = listener.accept()
    connection.sendall(b'\x00\x00\x00\x10{"done": "3/3"} ')
    connection.close()


threading.Thread(target=agree, daemon=True).start()


def describe(image):
    return {}
