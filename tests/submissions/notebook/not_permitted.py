# attack: none: the upload left a file that nobody may read; root may all the same
# expected: describe 0 or 3 of 3, first_axis 0 or 1 of 1
# says: unreadable
def make(folder, notebook):
    write(folder, notebook)
    (folder / "1_welcome.ipynb").chmod(0)
