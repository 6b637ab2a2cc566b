# attack: turns the kernel into another program that lives and never answers
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|kernel died|waited too long
import os

os.execv("/bin/sh", ["sh", "-c", "while :; do sleep 1; done"])
