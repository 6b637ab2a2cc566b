"""`workbook report`: everything an instructor wants to know about a graded class, on one page."""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report.item_analysis import SMALLEST_FOR_CORRELATION, SMALLEST_FOR_GROUPS
from autograder.report.outliers import SMALLEST_CLASS
from autograder.report.records import Record, read_records
from autograder.report.side_by_side import Comparison, compare
from autograder.report.similarity import FEWEST_SHARED, SMALLEST_SHARE, Alike, Similarities, find_similar
from autograder.report.tally import ModuleTally, StudentRow, tally
from autograder.report.views import module_view

GROUPS_WITH_CODE = 20
"""So many pairs or groups are shown with two answers side by side; the rest are named only."""

GROUPS_NAMED = 200
EXERCISES_SHOWN = 3

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class SimilarView:
    """The similar answers of one module, as far as the page shows them."""

    found: Similarities
    shown: tuple[tuple[Alike, list[Comparison]], ...]
    named: tuple[Alike, ...]

    @property
    def not_named(self) -> int:
        """Pairs and groups that the page only counts."""
        return len(self.found.alike) - len(self.shown) - len(self.named)


@dataclass
class StudentLine:
    """One line of the table of students."""

    student: str
    modules: dict[str, StudentRow] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Points over all modules handed in, as a share of the points to be had there."""
        points = sum(row.points for row in self.modules.values())
        return sum(row.score for row in self.modules.values()) / points if points else 0.0

    @property
    def remarks(self) -> int:
        """Remarks over all modules."""
        return sum(row.remarks for row in self.modules.values())

    @property
    def seconds(self) -> float:
        """Time all notebooks ran."""
        return sum(row.seconds for row in self.modules.values())

    @property
    def days_late(self) -> float:
        """The longest delay."""
        return max(row.days_late for row in self.modules.values())


def _seed(folder: Path) -> dict[str, str] | None:
    """The seed of the held-out cases and its SHA-256; None where nothing was graded."""
    file = folder / "seed"
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8")
    return {"text": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def write_report(folder: Path) -> Path:
    """Write `report.html` into the output folder of `workbook grade`.

    The page is one file without references to others; text from learners is shown, never run.

    Args:
        folder: holds results.jsonl; with submitted/ and release/ similar answers are looked for, too.

    Returns:
        The file written.

    Raises:
        BadResults: there are no results, or a line is not one.
    """
    left_out: list[str] = []
    modules = tally(_of_modules(read_records(folder / "results.jsonl"), left_out))
    page = _environment().get_template("class_report.html.j2")
    path = folder / "report.html"
    temporary = path.with_suffix(".part")
    style = (_HERE / "class_report.css").read_text(encoding="utf-8")
    script = (_HERE / "class_report.js").read_text(encoding="utf-8")
    temporary.write_text(
        page.render(
            modules=[module_view(module) for module in modules],
            students=_student_lines(modules),
            similar=[_similar(folder, module.module) for module in modules]
            if (folder / "submitted").is_dir()
            else [],
            smallest_class=SMALLEST_CLASS,
            smallest_for_correlation=SMALLEST_FOR_CORRELATION,
            smallest_for_groups=SMALLEST_FOR_GROUPS,
            fewest_shared=FEWEST_SHARED,
            smallest_share=SMALLEST_SHARE,
            style=Markup(style),
            script=Markup(script),
            style_hash=_content_hash(style),
            script_hash=_content_hash(script),
            seed=_seed(folder),
            left_out=left_out,
        ),
        encoding="utf-8",
        errors="replace",  # half a surrogate pair in a message must not cost the whole report
    )
    return temporary.replace(path)


def _of_modules(records: Iterable[Record], left_out: list[str]) -> Iterator[Record]:
    """The records of submissions; what belongs to no module is added to `left_out`."""
    for record in records:
        if record.module:
            yield record
        else:
            left_out.append(record.failure)


def _similar(folder: Path, module: str) -> SimilarView:
    found = find_similar(folder / "submitted", folder / "release", module)
    shown = tuple(
        (alike, compare(alike, folder / "submitted", module, EXERCISES_SHOWN))
        for alike in found.alike[:GROUPS_WITH_CODE]
    )
    return SimilarView(found, shown, found.alike[GROUPS_WITH_CODE : GROUPS_WITH_CODE + GROUPS_NAMED])


def _student_lines(modules: Iterable[ModuleTally]) -> list[StudentLine]:
    lines: dict[str, StudentLine] = {}
    for module in modules:
        for row in module.students:
            lines.setdefault(row.student, StudentLine(row.student)).modules[module.module] = row
    return [lines[student] for student in sorted(lines)]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[[Any], str]] = {
        "percent": lambda share: f"{share:.0%}",
        "coefficient": _coefficient,
        "plain": lambda number: f"{number:g}",
        "marked": _marked,
    }
    environment.filters |= filters
    return environment


def _coefficient(value: float) -> str:
    """Two decimals with a minus sign; a dash where there is no value."""
    return "–" if math.isnan(value) else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _marked(text: str) -> Markup:
    """Text with `code` in back-ticks; everything else in it stays text."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def _content_hash(text: str) -> str:
    """How the page's security policy names the one style and the one script that may act."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
