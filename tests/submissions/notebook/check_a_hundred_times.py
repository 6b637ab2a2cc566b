# attack: a hundred copies of the easy check, each worth a hundred points
# expected: describe 0 of 3, first_axis 1 of 1
# says: not written yet
# remark: stands twice
import copy


def make(folder, notebook):
    named = named_cells(notebook)
    named["describe"].source = "def describe(image):\n    raise NotImplementedError"
    named["check_first_axis"].metadata.nbgrader.points = 100
    notebook.cells += [copy.deepcopy(named["check_first_axis"]) for number in range(100)]
    write(folder, notebook)
