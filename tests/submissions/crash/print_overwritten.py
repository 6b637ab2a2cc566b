# attack: none: a learner has used the names print, display, data, course and the shell's hook for other things
# expected: describe 3 of 3, first_axis 1 of 1
import builtins
import sys

exec(RIGHT_ANSWER)
builtins.print = print = display = data = course = sys.displayhook = None
