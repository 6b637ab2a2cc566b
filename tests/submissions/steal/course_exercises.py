# attack: imports the judges' definitions and takes the right choice and the cases from there
# expected: describe 0 of 3, first_axis 0 of 1
# says: No module named 'course.exercises
# cell: first_axis
from course.exercises.welcome import first_axis as question

first_axis = question.right
# cell: describe
from course.exercises.welcome import unusual_pictures

exec(RIGHT_ANSWER)
