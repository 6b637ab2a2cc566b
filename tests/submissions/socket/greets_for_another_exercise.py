# attack: asks to be judged on the question it has already answered
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|NameError|should|not written
import course

real_check = check


def check(exercise_id, answer):
    real_check("welcome/first_axis", "b")


def describe(image):
    return {}
course.check = check
