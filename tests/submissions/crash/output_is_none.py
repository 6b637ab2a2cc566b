# attack: removes stdout, without which a kernel tells nobody that a cell has ended
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: time limit|waited too long
import sys

exec(RIGHT_ANSWER)
sys.stdout = sys.stderr = None
