# attack: deletes the exercise it cannot do, answer and check
# expected: describe 0 of 3, first_axis 1 of 1
# says: not written yet|not attempted
# remark: the check of welcome/describe was missing: put back
def make(folder, notebook):
    named = named_cells(notebook)
    notebook.cells.remove(named["describe"])
    notebook.cells.remove(named["check_describe"])
    write(folder, notebook)
