# attack: an endless device in the place of the notebook (a pipe, where only root may make devices)
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: no ordinary file
import os
import stat


def make(folder, notebook):
    path = folder / "1_welcome.ipynb"
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(path)
