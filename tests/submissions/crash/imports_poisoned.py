# attack: every import from now on fails
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: did not reach the examiner|no more imports
import sys


class Refusing:
    def find_spec(self, name, path, target=None):
        raise ImportError("no more imports")


exec(RIGHT_ANSWER)
sys.meta_path.insert(0, Refusing())
sys.path.clear()
