"""The check engine: one definition of an exercise serves notebook, grader and tests.

Lessons import `check`, `hint` and `solution`. Authors import `Exercise`, `Question`, `Choice`, `Case` and `expect`.
"""

from course.checking import expect
from course.checking.exercise import Case, Choice, Exercise, Question
from course.checking.notebook import check, hint, solution

__all__ = ["Case", "Choice", "Exercise", "Question", "check", "expect", "hint", "solution"]
