# attack: none: an archive was unpacked into a folder of the notebook's name
# expected: describe 3 of 3, first_axis 1 of 1
# remark: was taken for 1_welcome.ipynb
def make(folder, notebook):
    (folder / "1_welcome.ipynb").mkdir()
    write(folder / "1_welcome.ipynb", notebook)
