"""The check engine: one definition of an exercise serves notebook, grader and tests.

Lessons import `check`, `hint` and `solution`; authors `Answer`, `Case`, `Choice`, `Exercise`, `Question` and `expect`.

Rooms: `contract` (what all others agree on), `definition` (what authors write with), `running` (a learner's object in
this process), `wire` (a candidate in another process), `showing` (cards, pictures, attempts). `judge` and `notebook`
stand above them.
"""

from course.checking.definition import expect
from course.checking.definition.answer import Answer
from course.checking.definition.exercise import Case, Choice, Exercise, Question
from course.checking.notebook import check, hint, solution

__all__ = ["Answer", "Case", "Choice", "Exercise", "Question", "check", "expect", "hint", "solution"]
