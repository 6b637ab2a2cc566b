# attack: all cells in reverse order, so that each check comes before its answer
# expected: describe 0 of 3, first_axis 0 of 1
# says: NameError
def make(folder, notebook):
    notebook.cells.reverse()
    write(folder, notebook)
