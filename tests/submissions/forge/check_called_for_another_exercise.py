# attack: lets the easy question's check pass for the hard exercise
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
import course

real_check = check


def check(exercise_id, answer):
    real_check("welcome/first_axis", "b")


describe = None
course.check = check
