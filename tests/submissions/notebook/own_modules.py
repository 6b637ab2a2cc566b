# attack: modules beside the notebook that bear the names of those the grader and the kernel import
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    write(folder, notebook)
    for name in ("numpy", "course", "json", "nbgrader_config", "jupyter_config", "conftest", "sitecustomize", "re"):
        (folder / f"{name}.py").write_text("import os\nos.system('touch /tmp/workbook-escape-module')\nos._exit(1)\n")
