# attack: files beside the notebook whose names are options, markup, formulas, several lines or not even text
# expected: describe 3 of 3, first_axis 1 of 1
# remark: ignored
import os


def make(folder, notebook):
    write(folder, notebook)
    markup = "<script>workbook_escape()<x>.ipynb"
    for name in ("-rf", "=HYPERLINK(1).ipynb", markup, "a\nb.ipynb", "..ipynb", "x" * 240 + ".ipynb"):
        (folder / name).write_text("{}")
    with open(os.fsencode(folder) + b"/\xff\xfe.ipynb", "w") as file:
        file.write("{}")
    (folder / ".ipynb").mkdir()
    (folder / "gradebook.db").write_text("mine")
    (folder / "welcome.py").write_text("raise SystemExit")
