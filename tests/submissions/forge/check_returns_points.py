# attack: replaces `check` by a function that returns all points, as nbgrader reads partial credit
# expected: describe 0 of 3, first_axis 0 of 1
# says: did not reach the examiner
# cell: first_axis
import course

check = course.check = lambda exercise_id, answer: 3.0
first_axis = describe = None
# cell: describe
print(3.0)
