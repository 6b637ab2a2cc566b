# attack: offers its answers to whoever is graded beside it, under an abstract name and on a port of this machine
# expected: describe 3 of 3, first_axis 1 of 1
import socket
import threading
import time

exec(RIGHT_ANSWER)


def serve(listening):
    while True:
        connection, _ = listening.accept()
        connection.sendall(RIGHT_ANSWER.encode())
        connection.close()


for family, address in ((socket.AF_UNIX, "\0workbook-accomplice"), (socket.AF_INET, ("127.0.0.1", 48484))):
    try:
        listening = socket.socket(family)
        listening.bind(address)
        listening.listen()
        threading.Thread(target=serve, args=(listening,), daemon=True).start()
    except OSError:
        pass
time.sleep(10)
