"""A class made from known numbers: who can do what, how hard each exercise is, who copied from whom.

Also used by `benchmarks/report.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

MODULE = "01_basics"
NOTEBOOKS = 3
PROSE = "A paragraph that explains what the next exercise is about, and why it matters. " * 40


@dataclass(frozen=True)
class Item:
    """One exercise of a two-parameter item response model.

    The chance of each part is 1 / (1 + exp(-slope * (ability - difficulty))); abilities are standard normal.
    """

    name: str
    difficulty: float
    slope: float = 1.5
    parts: int = 2

    @property
    def exercise_id(self) -> str:
        return f"basics/{self.name}"

    def chance(self, ability: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-self.slope * (ability - self.difficulty)))

    @property
    def expected_share(self) -> float:
        """Mean share of points over the population, by Gauss-Hermite quadrature."""
        nodes, weights = np.polynomial.hermite_e.hermegauss(41)
        return float(weights @ self.chance(nodes) / weights.sum())


def items(count: int = 25) -> list[Item]:
    """Exercises from easy to hard."""
    return [
        Item(f"exercise_{number:02d}", difficulty)
        for number, difficulty in enumerate(np.linspace(-2, 2, count))
    ]


@dataclass(frozen=True)
class GeneratedClass:
    """A class; `results` draws it afresh, the same every time."""

    students: int
    items: list[Item] = field(default_factory=items)
    seed: int = 0

    def names(self) -> list[str]:
        return [f"student_{number:04d}" for number in range(self.students)]

    def results(self) -> Iterator[dict[str, Any]]:
        """The lines of results.jsonl."""
        rng = np.random.default_rng(self.seed)
        for name in self.names():
            ability = rng.normal()
            yield result(
                name,
                [exercise(item, rng.random(item.parts) < item.chance(ability), rng) for item in self.items],
                seconds=round(float(rng.lognormal(np.log(40), 0.1)), 2),
            )

    def write(self, folder: Path, *, copies: Mapping[str, str] | None = None) -> None:
        """Write results.jsonl, submitted/ and release/ as `workbook grade` does.

        Args:
            folder: made when missing.
            copies: copier -> source: the copier's answers are the source's with other names.
        """
        write_results(folder, self.results())
        write_release(folder, self.items)
        for number, name in enumerate(self.names()):
            origin = (copies or {}).get(name, name)
            answers = {
                item.exercise_id: answer(item, origin, self.seed, spelled=number) for item in self.items
            }
            write_submission(folder, name, self.items, answers)


def exercise(item: Item, right: np.ndarray, rng: np.random.Generator) -> dict[str, Any]:
    """One exercise of a result, with a message that holds numbers for what is wrong."""
    messages = [
        f"`{item.name}(image)` gives {rng.integers(100)} at ({rng.integers(40)}, {rng.integers(40)}).",
        f"{rng.integers(1, 90)} of 90 values are out of range.",
    ]
    parts = [
        {
            "name": f"part {number + 1}",
            "outcome": "passed" if passed else "failed",
            "score": int(passed),
            "points": 1,
            "message": "" if passed else messages[int(rng.random() < 0.3)],
            "case": "",
        }
        for number, passed in enumerate(right)
    ]
    return {
        "exercise_id": item.exercise_id,
        "notebook": "1_all",
        "outcome": "passed" if right.all() else "failed",
        "score": float(right.sum()),
        "points": float(len(right)),
        "parts": parts,
        "remark": "",
    }


def result(student: str, exercises: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """One line of results.jsonl."""
    return {
        "student": student,
        "module": MODULE,
        "score": sum(item["score"] for item in exercises),
        "points": sum(item["points"] for item in exercises),
        "exercises": exercises,
        "remarks": [],
        "seconds": 40.0,
        "failure": "",
    } | fields


def write_results(folder: Path, results: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "results.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in results)


def stub(item: Item) -> str:
    return (
        f'def {item.name}(image, size=3):\n    """Return what the task asks for."""\n'
        "    raise NotImplementedError()"
    )


def write_release(folder: Path, all_items: list[Item]) -> None:
    _write_notebooks(folder / "release" / MODULE, all_items, {})


def write_submission(folder: Path, student: str, all_items: list[Item], answers: Mapping[str, str]) -> None:
    _write_notebooks(folder / "submitted" / student / MODULE, all_items, answers)


def _write_notebooks(folder: Path, all_items: list[Item], answers: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(NOTEBOOKS):
        cells = [_cell("import numpy as np\nfrom scipy import ndimage"), _cell(LESSON)]
        for item in all_items[number::NOTEBOOKS]:
            grade_id = f"basics--{item.name}"
            cells += [
                _cell(PROSE, kind="markdown"),
                _cell(answers.get(item.exercise_id, stub(item)), grade_id + "--answer", solution=True),
                _cell(f'check("{item.exercise_id}", {item.name})', grade_id, grade=True),
            ]
        text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        (folder / f"{number + 1}_notebook.ipynb").write_text(text, encoding="utf-8")


def _cell(source: str, grade_id: str = "", *, kind: str = "code", **marks: bool) -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": grade_id, "grade": False, "solution": False} | marks}
    return {
        "cell_type": kind,
        "metadata": metadata if grade_id else {},
        "source": source.splitlines(keepends=True),
    }


LESSON = """\
def shown_in_the_lesson(image, size):
    padded = np.pad(image, size // 2, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size))
    return np.median(windows.reshape(*image.shape, -1), axis=-1).astype(image.dtype)
"""

STEPS = (
    "{a} = np.pad({b}, {n}, mode='reflect')",
    "{a} = ndimage.gaussian_filter({b}, sigma={n}, truncate=4.0)",
    "{a} = {b}[::{n}, ::{n}].copy()",
    "for {i} in range({n}, {b}.shape[0]):\n        {a}[{i}] = {b}[{i} - {n}] + {b}[{i}]",
    "{a} = np.where({b} > {n}, {b} - {n}, 0)",
    "{a} = np.clip({b} * {n}, 0, 255).round()",
    "if {b}.ndim == 3 and {b}.shape[2] > {n}:\n        {a} = {b}.mean(axis=2)",
    "{a} = ({b} - {b}.min()) / max({b}.max() - {b}.min(), {n})",
    "{a} = np.cumsum({b}.ravel())[{n}:] / {b}.size",
    "{a} = np.sqrt(np.square({b}).sum(axis=0) + {n})",
    "while {a}.std() > {n}:\n        {a} = 0.5 * ({a} + {b})",
    "{a} = [{i} * {n} for {i} in {b}.flat if {i} % 2 == 0]",
    "{a} = {b}.reshape(-1, {n}).max(axis=1)",
    "{a}, {b} = np.gradient({b})[:2], {b} / {n}",
)
"""Lines an answer is made of: {a} and {b} are variables, {i} a loop's variable, {n} a number."""

NAMES = (
    "image",
    "result",
    "out",
    "x",
    "padded",
    "values",
    "tmp",
    "picture",
    "img",
    "res",
    "i",
    "row",
    "k",
    "pixel",
)


def answer(item: Item, student: str, seed: int, *, spelled: int) -> str:
    """An answer of four to ten lines. Six in ten students write one of four usual answers.

    Args:
        item: the exercise.
        student: whose way of doing it.
        seed: the class.
        spelled: chooses names, comments and layout, which carry no meaning.
    """
    spelling = np.random.default_rng(spelled)
    own = np.random.default_rng([seed, *student.encode(), *item.name.encode()])
    usual = own.random() < 0.6
    way = np.random.default_rng([seed, own.integers(4), *item.name.encode()]) if usual else own
    a, b, i = spelling.choice(NAMES, 3, replace=False)
    lines = [
        f"def {item.name}(image, size=3):",
        f"    # written by {spelling.integers(1000)}",
        f"    {b} = image",
    ]
    for step in way.choice(len(STEPS), way.integers(4, 11)):
        lines.append("    " + STEPS[step].format(a=a, b=b, i=i, n=way.integers(1, 9)))
        if spelling.random() < 0.3:
            lines.append(f"    # {spelling.integers(1000)}")
    return "\n".join([*lines, f"    return {a}"])
