# attack: files beside the notebook whose names are options, markup, formulas, several lines or not even text
# expected: describe 3 of 3, first_axis 1 of 1
# remark: ignored
import os


def make(folder, notebook):
    write(folder, notebook)
    names = ["-rf", "=HYPERLINK(1).ipynb", "<script>workbook_escape()<x>.ipynb", "a\nb.ipynb", "..ipynb", "x" * 240 + ".ipynb"]
    for name in names:
        (folder / name).write_text("{}")
    with open(os.fsencode(folder) + b"/\xff\xfe.ipynb", "w") as file:
        file.write("{}")
    (folder / ".ipynb").mkdir()
    (folder / "gradebook.db").write_text("mine")
    (folder / "welcome.py").write_text("raise SystemExit")
