# attack: the markers between which nbgrader keeps solutions and hidden tests, in its own cells
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    answer = named_cells(notebook)["describe"]
    begin = "### BEGIN HIDDEN TESTS\n### BEGIN SOLUTION\n"
    answer.source = begin + answer.source + "\n### END SOLUTION\n### BEGIN MARK SCHEME"
    write(folder, notebook)
