# attack: none: the upload broke off in the middle
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: not a Jupyter notebook
def make(folder, notebook):
    write(folder, notebook)
    path = folder / "1_welcome.ipynb"
    path.write_bytes(path.read_bytes()[:3000])
