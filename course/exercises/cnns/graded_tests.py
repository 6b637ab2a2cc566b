"""Exercises in which the learner writes a test: sound subjects and broken ones, and what the test says of each.

Their cases have `sound`, whether the test must say True, and `why`, what this subject asks of a test, or "".
"""

from __future__ import annotations

import numpy as np

from course.checking import Case, expect


def in_drawn_order(rng: np.random.Generator, broken: Case, sound: Case) -> list[Case]:
    """A broken subject and a sound one: no constant answer suits both, and no count of calls."""
    return [broken, sound] if rng.random() < 0.5 else [sound, broken]


def insist_on_verdict(verdict: bool, case: Case, *, if_blamed: str, if_missed: str = "") -> None:
    """Insist that the learner's test says of the case's subject what is true.

    Args:
        verdict: what the test said; True for a sound subject.
        case: with `sound` and `why`.
        if_blamed: told when a sound subject was blamed and the case has no `why`.
        if_missed: told when a broken one got through and the case has no `why`.
    """
    if case.sound:
        message = f"Your test blamed {case.name}. {case.why or if_blamed}"
    else:
        message = f"This got through your test: {case.name}. {case.why or if_missed}".strip()
    expect.that(verdict == case.sound, message, expected=str(case.sound), got=str(verdict))
