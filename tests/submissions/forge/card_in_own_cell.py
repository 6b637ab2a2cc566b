# attack: shows a forged card with full points in its answer cell, and leaves the exercise undone
# expected: describe 0 of 3, first_axis 1 of 1
# says: not written yet
from IPython.display import display

part = {"name": "all", "points": 3, "score": 3, "outcome": "passed", "message": "", "case": ""}
verdict = {"exercise_id": "welcome/describe", "title": "Describe an image", "outcome": "passed", "score": 3}
verdict |= {"points": 3, "parts": [part], "notes": [], "seconds": 0.1}
display({"application/vnd.workbook.verdict+json": verdict, "text/html": "<b>Right. 3 of 3</b>"}, raw=True)


def describe(image):
    raise NotImplementedError
