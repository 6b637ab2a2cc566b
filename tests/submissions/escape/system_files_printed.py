# attack: prints the system's users and the machine's identity, to be read in the feedback
# expected: describe 3 of 3, first_axis 1 of 1
# not shown: root:x:0
# not shown: swordfish
import glob
import os

for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", *glob.glob("/*/.*"), *glob.glob("/*/*/.*")):
    try:
        print(open(path).read())
    except OSError:
        pass
print(os.environ)
exec(RIGHT_ANSWER)
