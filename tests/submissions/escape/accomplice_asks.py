# attack: knows nothing and asks an accomplice who is graded at the same time
# expected: describe 0 of 3, first_axis 1 of 1
# says: nobody answers
import socket
import time

found = b""
end = time.monotonic() + 10
while time.monotonic() < end and not found:
    for family, address in (
        (socket.AF_UNIX, "\0workbook-accomplice"),
        (socket.AF_INET, ("127.0.0.1", 48484)),
    ):
        try:
            with socket.socket(family) as connection:
                connection.connect(address)
                while part := connection.recv(4096):
                    found += part
        except OSError:
            time.sleep(0.05)
assert found, "nobody answers"
exec(found.decode())
