# attack: none: saved by an older Jupyter, without cell ids
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    notebook.nbformat_minor = 2
    for cell in notebook.cells:
        del cell["id"]
    write(folder, notebook)
