# attack: gives itself a hundred points an exercise, and a check it passes
# expected: describe 2 of 3, first_axis 0 of 1
# says: .
def make(folder, notebook):
    named = named_cells(notebook)
    named["describe"].source = named["describe"].source.replace("image.max()", "-7")
    named["first_axis"].source = 'first_axis = "a"'
    for check in (named["check_describe"], named["check_first_axis"]):
        check.metadata.nbgrader.points = 100
        check.source = "True"
    notebook.metadata["nbgrader"] = {"score": 4, "max_score": 4}
    write(folder, notebook)
