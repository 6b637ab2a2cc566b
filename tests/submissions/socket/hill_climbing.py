# attack: asks to be judged a hundred times over, with a better answer each time
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
import course

real_check = check


def check(exercise_id, answer):
    for attempt in range(100):
        real_check(exercise_id, lambda image: {"height": image.shape[0] if attempt else -1, "width": attempt})


describe = None
course.check = check
