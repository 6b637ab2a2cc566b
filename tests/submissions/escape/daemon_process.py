# attack: leaves a process behind, in a session of its own, that writes and lives on after grading
# expected: describe 3 of 3, first_axis 1 of 1
import os

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        script = "while :; do for f in /tmp /var/tmp /dev/shm ~ /; do touch $f/workbook-escape-daemon; done; sleep 1; done"
        os.execv("/bin/sh", ["workbook-escape-daemon", "-c", script])
    os._exit(0)
exec(RIGHT_ANSWER)
