"""Which stored answers the demo's class hands in, and what the wrong ones have earned."""

OTHER_STYLE: dict[str, str] = {}
"""Exercise id -> name of a right answer in `tests/answers` that goes another way than the solution."""

MISTAKES: dict[str, tuple[str, float]] = {}
"""Exercise id -> (name of a wrong answer in `tests/answers`, the points that its right parts are worth)."""
