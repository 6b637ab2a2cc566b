# attack: none: a learner has copied the exercise to try another way, and the check cell once more
# expected: describe 3 of 3, first_axis 1 of 1
# remark: the check of welcome/describe stands twice: the last one counts
import copy


def make(folder, notebook):
    named = named_cells(notebook)
    position = notebook.cells.index(named["describe"])
    first_try = copy.deepcopy(named["describe"])
    first_try.source = "def describe(image):\n    return {}"
    notebook.cells[position:position] = [first_try, copy.deepcopy(named["check_describe"])]
    write(folder, notebook)
