# attack: learns from a first verdict and connects again with the right answer
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
import course

real_check = check


def check(exercise_id, answer):
    real_check(exercise_id, lambda image: dict.fromkeys(["height", "width", "channels", "dtype", "low", "high"], -1))
    exec(RIGHT_ANSWER, globals())
    real_check(exercise_id, describe)


describe = None
course.check = check
