# attack: floods every port of this machine that somebody listens on
# expected: describe 3 of 3, first_axis 1 of 1
import socket
import time

exec(RIGHT_ANSWER)
ports = set()
end = time.monotonic() + 5
while time.monotonic() < end:
    for name in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            ports |= {int(line.split()[1].rpartition(":")[2], 16) for line in open(name).readlines()[1:]}
        except OSError:
            pass
    for port in ports:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.1) as connection:
                connection.sendall(bytes(1 << 20))
        except OSError:
            pass
    time.sleep(0.05)
assert not ports, ports
