# attack: a notebook of a format that does not exist yet
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    notebook.nbformat = 99
    write(folder, notebook)
