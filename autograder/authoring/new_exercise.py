"""`workbook new`: the files of a new exercise, with blanks for what only its author knows.

What it lays out works as it stands (a task as small as possible), so that an author changes one thing at a time and
sees what each does. Every blank begins with "Fill in:"; the tests refuse a course with one left.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from contextlib import suppress
from keyword import iskeyword
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course.errors import WorkbookError

LAYOUT = Path(__file__).parent / "layout"

EXERCISE_ID = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
NOTEBOOK = re.compile(r"\d\d_[a-z][a-z0-9_]*/\d+_[a-z][a-z0-9_]*")

EXERCISE_ANSWERS = {
    "right_as_in_the_solution": "def {name}(image):\n    return float(image.mean())\n",
    "right_in_another_style": "import numpy as np\n\n\ndef {name}(image):\n    return np.sum(image) / np.size(image)\n",
    "wrong_known_mistake": "# outcome: failed\n# message: Fill in: the mistake\n"
    "import numpy as np\n\n\ndef {name}(image):\n    return float(np.median(image))\n",
    "wrong_type": "# outcome: failed\n# message: yours returned text\n\n\n"
    "def {name}(image):\n    return str(image.mean())\n",
    "wrong_edge": "# outcome: failed\n# message: one grey level everywhere\n\n\n"
    "def {name}(image):\n    return float(image.mean()) if image.std() else 0.0\n",
    "wrong_made_for_the_public_cases": "# outcome: failed\n# message: a picture of one pixel\n# held out: yes\n\n\n"
    "def {name}(image):\n    return float(image.mean()) if image.size > 1 else 0.0\n",
}
QUESTION_ANSWERS = {
    "right_letter": '{name} = "b"\n',
    "right_with_bracket": '{name} = "B)"\n',
    "wrong_a": '# outcome: failed\n# message: Not a: Fill in: why it is wrong\n{name} = "a"\n',
    "wrong_c": '# outcome: failed\n# message: Not c: Fill in: why it is wrong\n{name} = "c"\n',
    "wrong_the_answer_itself": "# outcome: failed\n# message: should be one letter\n{name} = 2\n",
}
"""Name of an answer file -> what stands in it; one for each kind of answer that is worth having."""

HELD_OUT_HEAD = '''"""Extra held-out cases of the topic {topic}."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Case
'''

HELD_OUT_CASES = '''

@{name}.held_out_cases("flat")
def {name}_unseen(rng: np.random.Generator) -> Iterator[Case]:
    """Fill in: edges that learners do not see."""
    yield Case("a picture of one pixel", image=rng.integers(1, 256, (1, 1), dtype=np.uint8))
'''

NOTEBOOK_HEAD = """# %% [markdown]
# # Fill in: the notebook's title
#
# Fill in: a real case, and a picture of it.

# %%
from course import check, data, hint, solution
"""


def lay_out(
    root: Path, exercise_id: str, *, notebook: str, title: str = "", question: bool = False
) -> list[Path]:
    """Write the files of a new exercise; all of them or none.

    Args:
        root: the checkout.
        exercise_id: "topic/name"; the topic may be new.
        notebook: where its cells go, "NN_topic/K_name" below solutions/, at the end; it may be new.
        title: of the exercise.
        question: with choices, instead of a function.

    Returns:
        What was written or changed, relative to `root`.

    Raises:
        WorkbookError: the id is none, something of that name is there, or the topic is a single file.
    """
    topic, _, name = exercise_id.partition("/")
    if not EXERCISE_ID.fullmatch(exercise_id) or iskeyword(topic) or iskeyword(name):
        raise WorkbookError(
            f'"{exercise_id}" cannot be an exercise. Give topic/name in small letters, digits and underscores, as in '
            "basics/count_coins: the learner's function carries the name."
        )
    words = {"id": exercise_id, "topic": topic, "name": name, "question": question}
    words["title"] = title or "Fill in: the title"
    created = _new_files(root, words)
    for path in (next(iter(created)), root / "tests" / "answers" / exercise_id):
        if path.exists():
            raise WorkbookError(
                f"{path.relative_to(root)} is there already: {exercise_id} needs another name. Nothing was written."
            )
    changed = _registered(root, topic, name)
    if not question:
        changed |= _held_out(root, topic, name)
    changed |= _with_cells(root, notebook, words)
    _write(created | changed)
    return [path.relative_to(root) for path in created | changed]


def _rendered(layout: str, words: Mapping[str, object]) -> str:
    environment = Environment(
        loader=FileSystemLoader(LAYOUT),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    return environment.get_template(layout).render(words)


def _new_files(root: Path, words: Mapping[str, object]) -> dict[Path, str]:
    """The definition and the answer files, as they will be."""
    topic, name, question = str(words["topic"]), str(words["name"]), bool(words["question"])
    definition = root / "course" / "exercises" / topic / f"{name}.py"
    answers = root / "tests" / "answers" / topic / name
    texts = QUESTION_ANSWERS if question else EXERCISE_ANSWERS
    files = {answers / f"{stem}.py": text.format(name=name) for stem, text in texts.items()}
    return {definition: _rendered("question.py.j2" if question else "exercise.py.j2", words)} | files


def _registered(root: Path, topic: str, name: str) -> dict[Path, str]:
    """The topic's `__init__.py` with the exercise last in `EXERCISES`."""
    package = root / "course" / "exercises" / topic
    if package.with_suffix(".py").exists():
        raise WorkbookError(
            f"The topic {topic} is a single file, course/exercises/{topic}.py. Make it a package first: move the file "
            f"to course/exercises/{topic}/__init__.py. Nothing was written."
        )
    path = package / "__init__.py"
    if not path.exists():
        text = '"""Fill in: module NN, what it is about."""\n\nEXERCISES = ()\n'
    else:
        text = path.read_text(encoding="utf-8")
    listed = _exercises(text)
    if listed is None:
        raise WorkbookError(
            f"{path.relative_to(root)} has no `EXERCISES = (...)` that {name} could be put into. Nothing was written."
        )
    names = ", ".join([*map(ast.unparse, listed.elts), name])
    before, after = _around(text, listed)
    text = f"{before}({names}{'' if listed.elts else ','}){after}"
    return {path: _with_import(text, f"course.exercises.{topic}.{name}", name)}


def _around(source: str, node: ast.expr) -> tuple[str, str]:
    """What stands in front of an expression, and what behind it."""
    lines = source.encode("utf-8").splitlines(keepends=True)  # columns count bytes
    first, last = node.lineno - 1, (node.end_lineno or 0) - 1
    before = b"".join(lines[:first]) + lines[first][: node.col_offset]
    after = lines[last][node.end_col_offset :] + b"".join(lines[last + 1 :])
    return before.decode(), after.decode()


def _exercises(source: str) -> ast.Tuple | None:
    """Where a topic's exercises are listed."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXERCISES":
            return node.value if isinstance(node.value, ast.Tuple) else None
    return None


def _with_import(source: str, module: str, name: str) -> str:
    """A file that also has `from module import name`, where its imports have their order."""
    imports = [node for node in ast.parse(source).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    earlier = [node for node in imports if isinstance(node, ast.Import) or (node.module or "") < module]
    lines = source.splitlines(keepends=True)
    if imports:
        at = max((node.end_lineno or 0 for node in earlier), default=imports[0].lineno - 1)
        statement = [f"from {module} import {name}\n"]
    else:
        at = ast.parse(source).body[0].end_lineno or 0  # behind the docstring
        statement = ["\n", f"from {module} import {name}\n"]
    return "".join([*lines[:at], *statement, *lines[at:]])


def _held_out(root: Path, topic: str, name: str) -> dict[Path, str]:
    path = root / "autograder" / "heldout" / f"{topic}.py"
    text = path.read_text(encoding="utf-8") if path.exists() else HELD_OUT_HEAD.format(topic=topic)
    text = _with_import(text, f"course.exercises.{topic}.{name}", name)
    return {path: text + HELD_OUT_CASES.format(name=name)}


def _with_cells(root: Path, notebook: str, words: Mapping[str, object]) -> dict[Path, str]:
    if not NOTEBOOK.fullmatch(notebook):
        raise WorkbookError(
            f'"{notebook}" cannot be a notebook. Give it as NN_topic/K_name, as in 01_basics/2_filters. Nothing was '
            "written."
        )
    path = root / "solutions" / f"{notebook}.py"
    text = path.read_text(encoding="utf-8") if path.exists() else NOTEBOOK_HEAD
    return {path: text + _rendered("cells.py.j2", words)}


def _write(files: Mapping[Path, str]) -> None:
    """Write all files; when one cannot be written, everything is as before."""
    before = {path: path.read_text(encoding="utf-8") if path.exists() else None for path in files}
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        for path, old in before.items():
            with suppress(OSError):
                path.unlink(missing_ok=True) if old is None else path.write_text(old, encoding="utf-8")
                path.parent.rmdir()  # only where it is empty
        raise WorkbookError(
            f"{error.filename} cannot be written ({error.strerror}). Nothing was changed."
        ) from error
