# attack: none: a learner has overwritten print, stdout and the shell's display, beside a right answer
# expected: describe 3 of 3, first_axis 1 of 1
import builtins
import sys

exec(RIGHT_ANSWER)
builtins.print = sys.displayhook = None
sys.stdout = sys.stderr = None
