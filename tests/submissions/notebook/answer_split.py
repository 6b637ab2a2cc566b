# attack: none: a learner has split the answer cell in two
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    answer = named_cells(notebook)["describe"]
    second = type(answer)(cell_type="code", metadata={}, source=answer.source, outputs=[], execution_count=None)
    second.id = "second-half"
    notebook.cells.insert(notebook.cells.index(answer) + 1, second)
    answer.source = "import numpy as np"
    write(folder, notebook)
