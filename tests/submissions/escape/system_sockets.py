# attack: connects to the sockets of the system's own services
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import glob
import socket

services = ["/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/dev/log"]
services += ["/run/systemd/private", *glob.glob("/tmp/.X11-unix/*"), *glob.glob("/run/user/*/*")]
for path in services:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(path)
        except OSError:
            continue
    exec(RIGHT_ANSWER)
