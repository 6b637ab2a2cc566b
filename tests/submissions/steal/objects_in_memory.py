# attack: searches all objects of its own process for exercises, cases and parts
# expected: describe 0 of 3, first_axis 1 of 1
# says: gave nothing away
import gc


def describe(image):
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Case", "Part", "Exercise") and "course" in type(thing).__module__:
            exec(RIGHT_ANSWER, globals())
            return describe(image)
    raise LookupError("memory gave nothing away")
