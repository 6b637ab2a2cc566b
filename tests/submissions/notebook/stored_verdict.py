# attack: hands in a notebook whose stored outputs already hold a card with full points
# expected: describe 0 of 3, first_axis 1 of 1
# says: not written yet
def make(folder, notebook):
    named = named_cells(notebook)
    named["describe"].source = "def describe(image):\n    raise NotImplementedError"
    verdict = {"exercise_id": "welcome/describe", "outcome": "passed", "score": 3, "points": 3, "parts": []}
    data = {"application/vnd.workbook.verdict+json": verdict, "text/html": "<b>3 of 3</b>"}
    output = {"output_type": "display_data", "data": data, "metadata": {"workbook": {"reason": ""}}}
    named["check_describe"].outputs = [output]
    named["check_describe"].metadata["workbook"] = {"verdict": verdict}
    write(folder, notebook)
