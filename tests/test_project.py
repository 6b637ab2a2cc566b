"""The project's own promises: one environment by two routes, a light repository. Rooms: `lint-imports`."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]


def test_environment_yml_has_the_pins_of_pyproject() -> None:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = [line.strip()[3:-1] for line in lines if line.startswith('      - "')]
    wanted = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"] + ["-e ."]
    assert listed == wanted
    assert f"  - python{PYPROJECT['project']['requires-python']}" in lines


def test_every_pin_is_a_range_with_both_ends() -> None:
    for pin in PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]:
        assert re.fullmatch(r"[a-z0-9-]+>=[0-9.]+,<[0-9.]+", pin), pin


def test_the_repository_is_light() -> None:
    sizes = {path: path.stat().st_size for path in tracked()}
    large = {path.name for path, size in sizes.items() if size > 1_500_000}
    assert large <= {"fashion_mnist_subset.npz"}
    assert sum(sizes.values()) < 40_000_000
    assert not [path for path in sizes if path.name in ("uv.lock", "poetry.lock", "package-lock.json")]


def test_lessons_import_only_the_course_and_public_libraries() -> None:
    for path in (ROOT / "solutions").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) (autograder|tests)\b", text, re.MULTILINE), path


def test_no_file_names_a_registry_or_one_machine() -> None:
    bad = re.compile(r"index-url|/simple/|(^|[\s\"'=:(])/(root|home/[a-z]+|Users/[A-Za-z]+)/", re.MULTILINE)
    for path in tracked():
        if path.suffix in (".py", ".toml", ".yml", ".md", ".ipynb", ".json", ".cfg") and path != Path(
            __file__
        ):
            assert not bad.search(path.read_text(encoding="utf-8")), path


def test_the_readmes_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("pip install uv && uv run workbook demo", "pip install uv && uv run pytest"):
        assert command in readme
    named = set(re.findall(r"^\s*(?:uv run )?workbook ([a-z]+)", readme, re.MULTILINE))
    commands = {"learn", "reset", "progress", "data", "build", "collect", "grade", "demo", "report", "new"}
    assert named <= commands
    assert "learn" in named
