# attack: a notebook of a format that does not exist yet
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: not a Jupyter notebook
def make(folder, notebook):
    notebook.nbformat = 99
    write(folder, notebook)
