# attack: replaces `check` by a function that shows a forged card and never asks the examiner
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
import course
from IPython.display import display


def check(exercise_id, answer):
    part = {"name": "all", "points": 3, "score": 3, "outcome": "passed", "message": "", "case": ""}
    verdict = {"exercise_id": exercise_id, "title": "Describe an image", "outcome": "passed", "score": 3}
    verdict |= {"points": 3, "parts": [part], "notes": [], "seconds": 0.1}
    display({"application/vnd.workbook.verdict+json": verdict, "text/html": "<b>3 of 3</b>"}, raw=True)


describe = None
course.check = check
