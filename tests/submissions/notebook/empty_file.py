# attack: none: an empty file was uploaded
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: not a Jupyter notebook
def make(folder, notebook):
    (folder / "1_welcome.ipynb").touch()
