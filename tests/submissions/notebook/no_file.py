# attack: none: the folder holds everything but the notebook
# expected: describe 0 of 3, first_axis 0 of 1
# says: not handed in
# remark: 1_welcome.ipynb was not handed in
def make(folder, notebook):
    (folder / "notes.txt").write_text("I sent it by mail")
