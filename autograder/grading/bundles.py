"""What travels to the workers and back: plain data as bytes."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from autograder.handed_in.reading import Cells
from autograder.sandbox.kernels import Isolation
from autograder.sandbox.limits import Limits

Bundle = TypeVar("Bundle")


@dataclass(frozen=True)
class RunBundle:
    """What all submissions of a run share.

    Args:
        run_id: random; names the run on every machine.
        seed: the secret that the held-out cases are drawn from.
        isolation: kind of walls.
        limits: of one notebook.
        modules: what the sandbox's fork server imports, "" for its usual list.
    """

    run_id: str
    seed: str
    isolation: str
    limits: dict[str, Any]
    modules: str = ""

    @property
    def walls(self) -> Isolation:
        """The isolation."""
        return Isolation(self.isolation)

    @property
    def allowance(self) -> Limits:
        """The limits."""
        return Limits(**self.limits)


@dataclass(frozen=True)
class ModuleBundle:
    """One module as learners got it.

    Args:
        released: notebook name -> JSON text.
        files: relative path -> content, base64, of everything else in the folder.
    """

    released: dict[str, str]
    files: dict[str, str]

    def contents(self) -> Mapping[str, bytes]:
        """The files as bytes."""
        return {name: base64.b64decode(text) for name, text in self.files.items()}


@dataclass(frozen=True)
class Task:
    """One student's notebooks of one module, as handed in.

    Args:
        student: id.
        module: for example "01_basics".
        notebooks: notebook name -> file -> the cells in it; the likeliest file first.
        unreadable: notebook name -> file -> why that file cannot be read, after "it".
    """

    student: str
    module: str
    notebooks: dict[str, dict[str, Cells]]
    unreadable: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class GradedNotebook:
    """A notebook after grading.

    Args:
        repaired: JSON text of what was run, without outputs.
        graded: JSON text with harmless outputs and a card in every check.
        remarks: what was repaired or stopped.
        seconds: wall time.
        peak_mb: most memory.
        doubtful: whether a limit by the clock was reached while the machine was crowded.
    """

    repaired: str
    graded: str
    remarks: list[str]
    seconds: float
    peak_mb: int
    doubtful: bool = False


@dataclass(frozen=True)
class Graded:
    """The worker's answer to a task: notebook name -> what came of it."""

    student: str
    module: str
    notebooks: dict[str, GradedNotebook]


@dataclass(frozen=True)
class FeedbackTask:
    """A notebook with the grades that its feedback page shows.

    Args:
        student: id.
        module: name.
        notebook: name.
        graded: JSON text.
        scores: grade id -> (score, points).
        comments: grade id -> comment.
        score: of the notebook, penalty taken off.
        max_score: of the notebook.
        penalty: points taken off for lateness.
    """

    student: str
    module: str
    notebook: str
    graded: str
    scores: dict[str, tuple[float, float]]
    comments: dict[str, str]
    score: float
    max_score: float
    penalty: float


def pack(bundle: Any) -> bytes:
    """A bundle as compressed JSON."""
    return zlib.compress(json.dumps(asdict(bundle)).encode("utf-8"), level=1)


def unpack(kind: type[Bundle], data: bytes) -> Bundle:
    """The bundle again; raises ValueError or TypeError for bytes that hold no such bundle."""
    try:
        fields = json.loads(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error
    if kind is Graded:
        fields["notebooks"] = {name: GradedNotebook(**each) for name, each in fields["notebooks"].items()}
    return kind(**fields)


def encoded(content: bytes) -> str:
    """Bytes as JSON can hold them."""
    return base64.b64encode(content).decode("ascii")
