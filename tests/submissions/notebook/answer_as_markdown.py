# attack: none: a learner has turned the answer cell into text by a slip of the key M
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    for name in ("describe", "first_axis"):
        cell = named_cells(notebook)[name] if name == "describe" else notebook.cells[9]
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]
    write(folder, notebook)
