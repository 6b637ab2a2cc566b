# attack: none: an archive was unpacked into a folder of the notebook's name
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: no ordinary file|cannot be opened
def make(folder, notebook):
    (folder / "1_welcome.ipynb").mkdir()
    write(folder / "1_welcome.ipynb", notebook)
