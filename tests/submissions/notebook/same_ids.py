# attack: every cell has the same id
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    for cell in notebook.cells:
        cell.id = "same"
    write(folder, notebook)
