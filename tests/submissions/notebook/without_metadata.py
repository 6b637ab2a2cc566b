# attack: none: a tool has removed all metadata; the cells that count are known by their ids
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {}
    write(folder, notebook)
