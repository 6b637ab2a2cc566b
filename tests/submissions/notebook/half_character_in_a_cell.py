# attack: half a character in a text, which JSON can hold and UTF-8 cannot
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    notebook.cells[0].source += "\ud800"
    named_cells(notebook)["describe"].source += "\n# \udfff"
    write(folder, notebook)
