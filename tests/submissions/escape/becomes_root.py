# attack: becomes another user, by itself or through programs that have the right to
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import subprocess

for change in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setreuid(0, 0)):
    try:
        change()
    except OSError:
        continue
    exec(RIGHT_ANSWER)
for command in ("sudo -n id -u", "su -c 'id -u'", "pkexec id -u", "newgrp root -c 'id -u'"):
    found = subprocess.run(command, shell=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=10)
    if found.stdout.strip() == b"0":
        exec(RIGHT_ANSWER)
