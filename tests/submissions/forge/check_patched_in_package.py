# attack: patches every function of the check in the course package, and undoes nothing
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner|bad answer|should|not written yet
import sys

for name, module in list(sys.modules.items()):
    if name.startswith("course"):
        for key, value in list(vars(module).items()):
            if callable(value) and not key.startswith("__") and not isinstance(value, type):
                setattr(module, key, lambda *args, **kwargs: None)


def describe(image):
    return {}
