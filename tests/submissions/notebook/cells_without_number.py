# attack: fifty thousand cells
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: cells
def make(folder, notebook):
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "execution_count": None}
    notebook.cells += [cell | {"id": f"n{number}"} for number in range(50_000)]
    write(folder, notebook)
