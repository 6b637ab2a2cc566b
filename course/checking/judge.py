"""Run an exercise's parts against a candidate and collect the verdict. Never raises for what a learner did."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from course.checking.contract.candidate import MAX_PRINTED, Candidate, Takes
from course.checking.contract.problems import CandidateProblem, Mismatch, ProblemKind
from course.checking.contract.values import describe, shortened
from course.checking.contract.verdict import Finding, Outcome, PartResult, Verdict
from course.checking.definition.answer import Answer
from course.checking.definition.cases import CaseSource, Seed, held_out_cases, public_cases
from course.checking.definition.exercise import Case, Exercise, Part, Question
from course.checking.running.local_candidate import LocalCandidate
from course.errors import WorkbookError

OUTCOME_OF_PROBLEM = {
    ProblemKind.NOT_ATTEMPTED: Outcome.NOT_ATTEMPTED,
    ProblemKind.RAISED: Outcome.ERROR,
    ProblemKind.TIMED_OUT: Outcome.ERROR,
    ProblemKind.WAITED: Outcome.ERROR,
    ProblemKind.ENDLESS_RECURSION: Outcome.ERROR,
    ProblemKind.CHANGED_INPUT: Outcome.FAILED,
    ProblemKind.FORBIDDEN_CALL: Outcome.FAILED,
    ProblemKind.UNUSABLE_VALUE: Outcome.FAILED,
    ProblemKind.NOT_CALLABLE: Outcome.ERROR,
    ProblemKind.STUCK: Outcome.ERROR,
    ProblemKind.LOST: Outcome.ERROR,
}

NOT_TRIED = {
    ProblemKind.STUCK: "Not tried, because an earlier call could not be ended in time.",
    ProblemKind.LOST: "Not tried, because the answer was lost before.",
}
"""After these problems the candidate is asked nothing more."""

QUESTION_SECONDS = 10.0
"""Time limit of reading a choice."""


class OpenCandidate(Protocol):
    """Makes the candidate once it is known what the exercise asks for."""

    def __call__(self, name: str, *, takes: Takes, seconds: float, forbids: Sequence[str]) -> Candidate:
        """See `LocalCandidate` for the arguments and errors."""
        ...


def judge_target(exercise: Exercise | Question, target: Any, *, held_out_seed: Seed | None = None) -> Verdict:
    """Judge a learner's function, model, batches or choice in this process.

    Args:
        exercise: the definition.
        target: the learner's object.
        held_out_seed: None judges on the public cases; a seed on held-out ones drawn from it.
    """
    cases = public_cases if held_out_seed is None else held_out_cases(held_out_seed)
    return judge(exercise, partial(LocalCandidate, target), cases)


def judge(exercise: Exercise | Question, open_candidate: OpenCandidate, cases: CaseSource) -> Verdict:
    """Judge a candidate, wherever it runs.

    Args:
        exercise: the definition.
        open_candidate: called once with what the exercise asks for; raises `CandidateProblem` when there is no
            candidate to be had.
        cases: gives the cases of each part.
    """
    if isinstance(exercise, Question):
        return _judge_question(exercise, open_candidate)
    start = time.perf_counter()
    try:
        candidate = open_candidate(
            exercise.name, takes=exercise.takes, seconds=exercise.seconds, forbids=exercise.forbids
        )
    except CandidateProblem as problem:
        return same_for_all(exercise, OUTCOME_OF_PROBLEM[problem.kind], Finding(_sentence(problem.message)))
    answer = Answer(candidate)
    results: list[PartResult] = []
    stuck: ProblemKind | None = None
    for part in exercise.parts:
        if stuck is not None:
            results.append(PartResult(part.name, part.points, Outcome.ERROR, Finding(NOT_TRIED[stuck])))
            continue
        outcome, finding, stuck = _judge_part(exercise, part, answer, cases)
        results.append(PartResult(part.name, part.points, outcome, finding))
    return Verdict(
        exercise.id,
        exercise.title,
        tuple(results),
        notes=() if exercise.takes in ("model", "builder") else _notes(candidate),
        seconds=time.perf_counter() - start,
    )


def _judge_part(
    exercise: Exercise, part: Part, answer: Answer, cases: CaseSource
) -> tuple[Outcome, Finding | None, ProblemKind | None]:
    """The part's outcome, its finding, and what keeps the candidate from answering any more."""
    case: Case | None = None
    try:
        for case in cases(exercise, part):
            answer.last_call = ""
            part.judge(answer, case)
        if case is None:
            raise LookupError("there is no case to try")
    except Mismatch as mismatch:
        return Outcome.FAILED, _mismatch_finding(mismatch, answer, case), None
    except CandidateProblem as problem:
        finding = Finding(
            _sentence(problem.message),
            case=case.name if case else "",
            call=answer.last_call,
            line=problem.line,
            line_number=problem.line_number,
        )
        return OUTCOME_OF_PROBLEM[problem.kind], finding, problem.kind if problem.kind in NOT_TRIED else None
    except WorkbookError as error:
        # Known and explained, for example a picture that could not be downloaded.
        return Outcome.ERROR, Finding(str(error), case=case.name if case else ""), None
    except Exception as error:
        # A defect of ours, never the learner's: say so, and keep the other parts going.
        message = broken_check(exercise.id, error) + f" It happened in the part “{part.name}”."
        return Outcome.ERROR, Finding(message, case=case.name if case else "", call=answer.last_call), None
    return Outcome.PASSED, None, None


def broken_check(exercise_id: str, error: Exception) -> str:
    """What a learner reads when the check is at fault."""
    return (
        f"The check itself broke ({type(error).__name__}: {shortened(str(error))}). This is a fault of the "
        f"workbook, not of your answer; please report it with the id `{exercise_id}`."
    )


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


def _judge_question(question: Question, open_candidate: OpenCandidate) -> Verdict:
    """Judge a concept question's answer: a letter, upper or lower case."""
    letters = ", ".join(f'"{letter}"' for letter in question.choices)
    one_letter = f"Your choice should be one letter, one of {letters}; yours is "
    not_set = f"Set `{question.name}` to one of {letters}."
    try:
        choice = open_candidate(question.name, takes="value", seconds=QUESTION_SECONDS, forbids=()).value()
    except CandidateProblem as problem:
        message, outcome = problem.message, OUTCOME_OF_PROBLEM[problem.kind]
        if problem.kind is ProblemKind.NOT_ATTEMPTED:
            message = not_set
        elif problem.kind is ProblemKind.UNUSABLE_VALUE:
            message = one_letter + problem.error_text
        return same_for_all(question, outcome, Finding(_sentence(message)))
    letter = choice.strip().strip(").(").lower() if isinstance(choice, str) else ""
    if isinstance(choice, str) and not choice.strip():
        outcome, finding = Outcome.NOT_ATTEMPTED, Finding(not_set)
    elif letter not in question.choices:
        outcome, finding = Outcome.FAILED, Finding(f"{one_letter}{describe(choice)}.")
    elif letter == question.right:
        outcome, finding = Outcome.PASSED, Finding(question.choices[letter].why)
    else:
        outcome, finding = Outcome.FAILED, Finding(f"Not {letter}: {question.choices[letter].why}")
    return same_for_all(question, outcome, finding)


def same_for_all(exercise: Exercise | Question, outcome: Outcome, finding: Finding) -> Verdict:
    """A verdict that says the same of every part."""
    if isinstance(exercise, Question):
        names = [("your choice", exercise.points)]
    else:
        names = [(part.name, part.points) for part in exercise.parts]
    parts = tuple(PartResult(name, points, outcome, finding) for name, points in names)
    return Verdict(exercise.id, exercise.title, parts)


WARNING = re.compile(r"^.+:\d+: (?P<what>\w*Warning: .+)\n?(?:  .+\n?)?", re.MULTILINE)
"""A warning as Python writes it to stderr: file, line number, kind and text, then the line of code."""


def _notes(candidate: Candidate) -> tuple[str, ...]:
    """What cost no points and should be known: warnings, then what was printed."""
    warned = dict.fromkeys(match["what"] for match in WARNING.finditer(candidate.printed))
    notes = [
        f"While `{candidate.name}` ran there was a warning: {shortened(what, 120)}. The warning alone costs no points."
        for what in list(warned)[:3]
    ]
    lines = WARNING.sub("", candidate.printed).strip().splitlines()
    if not lines:
        return tuple(notes)
    count = f"{len(lines)} line{'s'[: len(lines) > 1]}"
    if len(candidate.printed) >= MAX_PRINTED:
        count = f"more than {count}"
    notes.append(
        f"`{candidate.name}` printed {count} (the first: “{shortened(lines[0], 60)}”). "
        "That costs nothing, but only what it returns is checked."
    )
    return tuple(notes)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "”")) else text + "."
