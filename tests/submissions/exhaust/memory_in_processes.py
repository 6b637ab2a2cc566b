# attack: spreads its memory over thirty processes, none of them large
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit
import os
import time

for number in range(30):
    if os.fork() == 0:
        kept = bytearray(b"x" * 60_000_000)
        time.sleep(600)
        os._exit(0)
time.sleep(600)
