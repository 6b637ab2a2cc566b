# attack: leaves a process behind, in a session of its own, that writes and lives on after grading
# expected: describe 3 of 3, first_axis 1 of 1
import os

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        script = "while sleep 1; do touch /workbook-escape-d /tmp/workbook-escape-d ~/workbook-escape-d; done"
        os.execv("/bin/sh", ["workbook-escape-daemon", "-c", script])
    os._exit(0)
exec(RIGHT_ANSWER)
