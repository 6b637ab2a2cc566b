# attack: none: a learner has uploaded a notebook of another module under this one's name
# expected: describe 0 of 3, first_axis 0 of 1
# says: not written|Set `first_axis` to one of
# remark: missing: put back
import shutil

from course.paths import modules_folder


def make(folder, notebook):
    shutil.copy(modules_folder() / "01_basics" / "1_pixels.ipynb", folder / "1_welcome.ipynb")
