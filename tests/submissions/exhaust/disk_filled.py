# attack: writes to the disk until it is full; only its own small room is
# expected: describe 3 of 3, first_axis 1 of 1
import os
import tempfile

for folder in (".", "/tmp", tempfile.gettempdir(), "/dev/shm", os.path.expanduser("~"), "/var/tmp", "/run"):
    try:
        with open(os.path.join(folder, "workbook-escape-full"), "wb") as file:
            while True:
                file.write(b"x" * (1 << 20))
    except OSError:
        pass
exec(RIGHT_ANSWER)
