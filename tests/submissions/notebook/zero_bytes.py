# attack: zero bytes and control characters in answers, texts and names
# expected: describe 0 of 3, first_axis 1 of 1
# says: null byte|did not reach
def make(folder, notebook):
    named = named_cells(notebook)
    named["describe"].source += "\n# \x00 \x1b[2J \x07 \x7f \u202e"
    notebook.cells[0].source += "\x00\x08\x1b]0;title\x07\u202e"
    write(folder, notebook)
