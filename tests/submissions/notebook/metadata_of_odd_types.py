# attack: metadata of types that nobody expects, on cells beside the right ones
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    oddities = [5, [], "text", None, {"grade_id": 7}, {"grade_id": ["welcome--describe"]}, {"grade": True}]
    for number, odd in enumerate(oddities):
        cell = {"cell_type": "code", "source": "1", "metadata": {"nbgrader": odd}, "id": f"odd{number}"}
        notebook.cells.append(cell | {"outputs": [], "execution_count": None})
    notebook.metadata = {"kernelspec": [], "language_info": 3, "celltoolbar": {"a": [1]}}
    write(folder, notebook)
