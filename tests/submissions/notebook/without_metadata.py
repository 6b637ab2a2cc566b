# attack: a tool has removed all metadata; the cells that count cannot be told from the others
# expected: describe 0 of 3, first_axis 0 of 1
# says: not written|not answered|did not reach the examiner|No choice|None
# remark: missing: put back
def make(folder, notebook):
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {}
    write(folder, notebook)
