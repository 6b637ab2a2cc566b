# attack: none: a learner has deleted the check cell below a right answer
# expected: describe 3 of 3, first_axis 1 of 1
# remark: the check of welcome/describe was missing: put back
def make(folder, notebook):
    notebook.cells.remove(named_cells(notebook)["check_describe"])
    write(folder, notebook)
