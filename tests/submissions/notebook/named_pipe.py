# attack: a pipe in the place of the notebook: whoever opens it waits for ever
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: no ordinary file
import os


def make(folder, notebook):
    os.mkfifo(folder / "1_welcome.ipynb")
