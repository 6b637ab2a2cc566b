# attack: closes stdout and stderr, beside a right answer
# expected: describe 3 of 3, first_axis 1 of 1
import os
import sys

exec(RIGHT_ANSWER)
sys.stdout.close()
sys.stderr.close()
os.close(1)
os.close(2)
