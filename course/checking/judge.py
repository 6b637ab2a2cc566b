"""Run an exercise's parts against a candidate and collect the verdict. Never raises for what a learner did."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from course.checking.candidate import MAX_PRINTED, Answer, Candidate, LocalCandidate
from course.checking.exercise import Case, CaseMaker, Exercise, Part, Question
from course.checking.problems import CandidateProblem, Mismatch, ProblemKind
from course.checking.values import UnusableValue, describe, shortened, to_plain
from course.checking.verdict import Finding, Outcome, PartResult, Verdict
from course.errors import WorkbookError

OUTCOME_OF_PROBLEM = {
    ProblemKind.NOT_ATTEMPTED: Outcome.NOT_ATTEMPTED,
    ProblemKind.RAISED: Outcome.ERROR,
    ProblemKind.TIMED_OUT: Outcome.ERROR,
    ProblemKind.ENDLESS_RECURSION: Outcome.ERROR,
    ProblemKind.CHANGED_INPUT: Outcome.FAILED,
    ProblemKind.FORBIDDEN_CALL: Outcome.FAILED,
    ProblemKind.UNUSABLE_VALUE: Outcome.FAILED,
    ProblemKind.NOT_CALLABLE: Outcome.ERROR,
}


def judge_target(exercise: Exercise | Question, target: Any, *, held_out_seed: int | None = None) -> Verdict:
    """Judge a learner's function, model or choice in this process.

    Args:
        exercise: the definition.
        target: the learner's object.
        held_out_seed: None judges on the public cases; a number on held-out ones drawn from it.
    """
    if isinstance(exercise, Question):
        return judge_choice(exercise, target)
    if target is None or target is Ellipsis:
        return _same_for_all(
            exercise, Outcome.NOT_ATTEMPTED, Finding(f"`{exercise.name}` is not written yet.")
        )
    try:
        candidate = LocalCandidate(
            target,
            exercise.name,
            takes=exercise.takes,
            seconds=exercise.seconds,
            forbids=exercise.forbids,
        )
    except CandidateProblem as problem:
        return _same_for_all(exercise, OUTCOME_OF_PROBLEM[problem.kind], Finding(_sentence(problem.message)))
    return judge(exercise, candidate, held_out_seed=held_out_seed)


def judge(exercise: Exercise, candidate: Candidate, *, held_out_seed: int | None = None) -> Verdict:
    """Judge a candidate on public cases, or on held-out ones when a seed is given."""
    start = time.perf_counter()
    answer = Answer(candidate)
    results: list[PartResult] = []
    stuck = False
    for part in exercise.parts:
        if stuck:
            finding = Finding("Not tried, because an earlier call did not return in time.")
            results.append(PartResult(part.name, part.points, Outcome.ERROR, finding))
            continue
        outcome, finding, stuck = _judge_part(exercise, part, answer, held_out_seed)
        results.append(PartResult(part.name, part.points, outcome, finding))
    return Verdict(
        exercise.id,
        exercise.title,
        tuple(results),
        notes=() if exercise.takes == "model" else _notes(candidate),
        seconds=time.perf_counter() - start,
    )


def _judge_part(
    exercise: Exercise, part: Part, answer: Answer, held_out_seed: int | None
) -> tuple[Outcome, Finding | None, bool]:
    """The part's outcome, its finding, and whether the candidate hangs."""
    case: Case | None = None
    try:
        for case in _cases(exercise, part, held_out_seed):
            answer.last_call = ""
            part.judge(answer, case)
        if case is None:
            raise LookupError("there is no case to try")
    except Mismatch as mismatch:
        return Outcome.FAILED, _mismatch_finding(mismatch, answer, case), False
    except CandidateProblem as problem:
        finding = Finding(
            _sentence(problem.message),
            case=case.name if case else "",
            call=answer.last_call,
            line=problem.line,
            line_number=problem.line_number,
        )
        return OUTCOME_OF_PROBLEM[problem.kind], finding, problem.kind is ProblemKind.TIMED_OUT
    except WorkbookError as error:
        # Known and explained, for example a picture that could not be downloaded.
        return Outcome.ERROR, Finding(str(error), case=case.name if case else ""), False
    except Exception as error:
        # A defect of ours, never the learner's: say so, and keep the other parts going.
        message = broken_check(exercise.id, error) + f" It happened in the part “{part.name}”."
        return Outcome.ERROR, Finding(message, case=case.name if case else "", call=answer.last_call), False
    return Outcome.PASSED, None, False


def broken_check(exercise_id: str, error: Exception) -> str:
    """What a learner reads when the check is at fault."""
    return (
        f"The check itself broke ({type(error).__name__}: {shortened(str(error))}). This is a fault of the "
        f"workbook, not of your answer; please report it with the id `{exercise_id}`."
    )


def _cases(exercise: Exercise, part: Part, held_out_seed: int | None) -> Iterable[Case]:
    """The part's cases. Every part sees the same draws, so the parts can be read on their own."""
    maker = part.cases or exercise.make_cases
    if maker is None:
        yield Case("")
        return
    yield from maker(_generator(exercise.id, held_out_seed))
    extra: CaseMaker | None = exercise.make_held_out_cases
    if held_out_seed is not None and part.cases is None and extra is not None:
        yield from extra(_generator(exercise.id + " extra", held_out_seed))


def _generator(label: str, seed: int | None) -> np.random.Generator:
    """Public draws depend on the exercise alone; held-out draws on the secret seed as well."""
    return np.random.default_rng([zlib.crc32(label.encode()), 0 if seed is None else 1 + abs(seed)])


def _mismatch_finding(mismatch: Mismatch, answer: Answer, case: Case | None) -> Finding:
    message = mismatch.message
    if not mismatch.whole_sentence:
        message = f"`{answer.last_call or answer.candidate.name}` {message}"
    return Finding(
        _sentence(message),
        case=case.name if case else "",
        call=answer.last_call,
        expected=mismatch.expected,
        got=mismatch.got,
        panels=mismatch.panels,
    )


def judge_choice(question: Question, choice: Any) -> Verdict:
    """Judge a concept question's answer: a letter, upper or lower case."""
    letters = ", ".join(f'"{letter}"' for letter in question.choices)
    try:
        choice = to_plain(choice)
        shown = describe(choice)
    except UnusableValue as error:
        shown = str(error)
    if choice is None or choice is Ellipsis or (isinstance(choice, str) and not choice.strip()):
        outcome, finding = Outcome.NOT_ATTEMPTED, Finding(f"Set `{question.name}` to one of {letters}.")
    else:
        letter = choice.strip().strip(").(").lower() if isinstance(choice, str) else ""
        if letter not in question.choices:
            outcome = Outcome.ERROR
            finding = Finding(f"Your choice should be one letter, one of {letters}; yours is {shown}.")
        elif letter == question.right:
            outcome, finding = Outcome.PASSED, Finding(question.choices[letter].why)
        else:
            outcome, finding = Outcome.FAILED, Finding(f"Not {letter}: {question.choices[letter].why}")
    return Verdict(
        question.id, question.title, (PartResult("your choice", question.points, outcome, finding),)
    )


def _same_for_all(exercise: Exercise, outcome: Outcome, finding: Finding) -> Verdict:
    parts = tuple(PartResult(part.name, part.points, outcome, finding) for part in exercise.parts)
    return Verdict(exercise.id, exercise.title, parts)


def _notes(candidate: Candidate) -> tuple[str, ...]:
    lines = candidate.printed.strip().splitlines()
    if not lines:
        return ()
    count = f"{len(lines)} line{'s'[: len(lines) > 1]}"
    if len(candidate.printed) >= MAX_PRINTED:
        count = f"more than {count}"
    return (
        f"`{candidate.name}` printed {count} (the first: “{shortened(lines[0], 60)}”). "
        "That costs nothing, but only what it returns is checked.",
    )


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "”")) else text + "."
