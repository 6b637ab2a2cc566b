"""What a learner's notebook imports: `from course import check, hint, solution`."""

from course.checking import check, hint, solution

__version__ = "0.1.0"

__all__ = ["__version__", "check", "hint", "solution"]
