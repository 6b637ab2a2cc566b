# attack: none: a name that says nothing, one folder too deep, without ids and metadata
# expected: describe 3 of 3, first_axis 1 of 1
# remark: 'unit 1/my work.ipynb' was taken for 1_welcome.ipynb
def make(folder, notebook):
    for cell in notebook.cells:
        cell.metadata = {}
        del cell["id"]
    notebook.nbformat_minor = 2
    (folder / "unit 1").mkdir()
    write(folder, notebook)
    (folder / "1_welcome.ipynb").rename(folder / "unit 1" / "my work.ipynb")
