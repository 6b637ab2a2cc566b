# attack: imports the held-out cases
# expected: describe 0 of 3, first_axis 1 of 1
# says: No module named 'autograder.heldout'
import autograder.heldout.welcome

exec(RIGHT_ANSWER)
