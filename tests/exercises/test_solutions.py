"""The solution in every text source earns full points whatever is drawn, and the unsolved stub none."""

import ast
import linecache
from functools import lru_cache
from itertools import chain
from typing import Any

import pytest

from autograder.stubs import stub_for
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise, Question
from course.checking.judge import judge_target
from course.checking.showing.card import as_text
from course.checking.showing.solutions import BEGIN, END, code_cells, find_solution
from course.paths import solutions_folder
from tests.exercises.seeds import seeds

EVERYTHING = catalogue.everything()


def namespace_before(exercise_id: str, *, solved: bool) -> dict[str, Any]:
    """Run what an answer relies on, then its own cells.

    Of the cells above only imports, functions and what assigns a name that the answer needs: a lesson's pictures and
    its trained networks would take minutes.
    """
    for path in sorted(solutions_folder().glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        if f'check("{exercise_id}"' in text:
            break
    name = exercise_id.partition("/")[2]
    above: list[ast.stmt] = []
    answers: list[str] = []
    for cell in code_cells(text):
        if cell.startswith("check("):
            if f'"{exercise_id}"' in cell:
                break
            above += chain.from_iterable(ast.parse(answer).body for answer in answers)
            answers = []
        elif BEGIN in cell:
            answers.append(cell)
        else:
            above += ast.parse(cell).body
    needed = set().union(*(_taken(ast.parse(answer)) for answer in answers))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(ast.Module(_needed(above, needed), []), path.name, "exec"), namespace)
    for number, cell in enumerate(answers):
        source = cell if solved else _unsolved(cell)
        filename = f"<{name} {number}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        exec(compile(source, filename, "exec"), namespace)
    return namespace


@lru_cache(maxsize=8)
def solution(exercise_id: str) -> Any:
    """What the solved notebook gives to check; the same object each time, because it may have been trained."""
    return namespace_before(exercise_id, solved=True)[exercise_id.partition("/")[2]]


def _needed(statements: list[ast.stmt], names: set[str]) -> list[ast.stmt]:
    """The imports, and of the rest what gives one of the names its value, or one of those it takes for that."""
    kept: list[ast.stmt] = []
    for statement in reversed(statements):
        defined = {statement.name} if isinstance(statement, ast.FunctionDef) else _names(statement, ast.Store)
        if isinstance(statement, (ast.Import, ast.ImportFrom)) or defined & names:
            names = names | _taken(statement)
            kept.insert(0, statement)
    return kept


def _taken(tree: ast.AST) -> set[str]:
    """Names that come from outside: read, and neither assigned in the tree nor an argument in it."""
    arguments = {each.arg for each in ast.walk(tree) if isinstance(each, ast.arg)}
    return _names(tree, ast.Load) - _names(tree, ast.Store) - arguments


def _names(tree: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {
        each.id for each in ast.walk(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, context)
    }


def _unsolved(cell: str) -> str:
    """The cell as `workbook build` leaves it for the learner."""
    lines, inside = [], False
    for line in cell.splitlines():
        if line.strip() == BEGIN:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + stub for stub in stub_for(cell).splitlines()]
        elif line.strip() == END:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_the_solution_earns_full_points_for_every_seed(exercise: Exercise | Question) -> None:
    target = solution(exercise.id)
    for seed in chain([None], seeds()):
        verdict = judge_target(exercise, target, held_out_seed=seed)
        assert verdict.outcome is Outcome.PASSED, f"seed {seed}\n{as_text(verdict)}"


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_the_unsolved_stub_is_not_attempted(exercise: Exercise | Question) -> None:
    verdict = judge_target(exercise, namespace_before(exercise.id, solved=False)[exercise.name])
    assert verdict.outcome is Outcome.NOT_ATTEMPTED, as_text(verdict)


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_the_solution_can_be_shown(exercise: Exercise | Question) -> None:
    text = find_solution(exercise.id)
    assert text and exercise.name in text
    assert "SOLUTION" not in text


@pytest.mark.parametrize("exercise", [e for e in EVERYTHING if isinstance(e, Exercise)], ids=lambda e: e.id)
def test_an_exercise_has_graded_hints_and_named_parts(exercise: Exercise) -> None:
    assert len(exercise.hints) >= 2
    assert len({part.name for part in exercise.parts}) == len(exercise.parts) >= 1
    assert all(part.points > 0 for part in exercise.parts)


@pytest.mark.parametrize("question", [e for e in EVERYTHING if isinstance(e, Question)], ids=lambda e: e.id)
def test_a_question_explains_every_choice(question: Question) -> None:
    assert question.right in question.choices
    assert len(question.choices) >= 3
    assert all(len(choice.why) > 20 for choice in question.choices.values())
