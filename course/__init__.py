"""What a learner's notebook imports: `from course import check, data, hint, solution`.

The check engine is imported when one of its functions is first asked for, so that the `workbook`
command and the small modules in this package start without loading NumPy.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.checking import check, hint, solution

__version__ = "0.1.0"

__all__ = ["__version__", "check", "hint", "solution"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from course import checking

        return getattr(checking, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
