# attack: none: an editor has saved the notebook as UTF-16
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    write(folder, notebook)
    path = folder / "1_welcome.ipynb"
    path.write_text(path.read_text("utf-8"), encoding="utf-16")
