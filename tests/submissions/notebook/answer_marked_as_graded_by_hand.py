# attack: turns every cell into one that somebody must grade by hand, locked, of other types
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader |= {"task": True, "grade": True, "solution": True, "locked": True, "points": 50}
            cell.metadata.nbgrader.cell_type = "markdown"
    write(folder, notebook)
