# attack: none: a notebook without any cell
# expected: describe 0 of 3, first_axis 0 of 1
# says: not written|Set `first_axis` to one of
# remark: missing: put back
def make(folder, notebook):
    notebook.cells = []
    write(folder, notebook)
