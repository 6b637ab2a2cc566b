# attack: puts a course package of its own into sys.modules and imports check from there
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
import sys
import types

for name in [name for name in sys.modules if name.split(".")[0] == "course"]:
    del sys.modules[name]
fake = sys.modules["course"] = types.ModuleType("course")
fake.check = fake.hint = fake.solution = lambda *args: 3.0
from course import check

describe = None
