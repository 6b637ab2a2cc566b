"""A learner in JupyterLab: open module 01, type an answer, run the check, see the green card. And formgrader."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest

from autograder.grading.grade import Options, grade
from course.checking.showing.solutions import find_solution
from course.paths import modules_folder, solutions_folder

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
FIRST_EXERCISE = "basics/to_uint8"


@contextmanager
def server(command: list[str], ready: str, **options) -> Iterator[str]:
    """Run a server until the block ends; yields the address that its output names behind `ready`."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        **options,
    )
    try:
        said = ""
        while not (address := re.search(ready + r"\s*(http\S+)", said)):
            line = process.stdout.readline()
            assert line, f"the server ended early:\n{said}"
            said += line
        wait_until_it_listens(address[1])
        yield address[1]
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def wait_until_it_listens(address: str) -> None:
    """Jupyter names its address before it listens there."""
    parts = urlsplit(address)
    for _ in range(200):
        try:
            socket.create_connection((parts.hostname, parts.port), timeout=5).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nobody listens at {address}")


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    yield page
    page.close()


def wait_for_the_kernel(page, url: str) -> None:
    """Wait until the notebook's kernel is up: JupyterLab loses a Shift+Enter that comes before."""
    server_url = url.partition("/lab/tree/")[0]
    token = parse_qs(urlsplit(url).query)["token"][0]
    for _ in range(120):
        kernels = page.request.get(f"{server_url}/api/kernels", params={"token": token}).json()
        if kernels and all(kernel["execution_state"] == "idle" for kernel in kernels):
            return
        page.wait_for_timeout(500)
    pytest.fail("no idle kernel after 60 s")


def answer_cell(page, text: str):
    """The notebook cell whose code holds a text; scrolls until JupyterLab has drawn it."""
    cell = page.locator(".jp-Notebook .jp-CodeCell", has_text=text).first
    for _ in range(60):
        if cell.count():
            cell.scroll_into_view_if_needed()
            return cell
        page.mouse.move(700, 500)
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(150)
    pytest.fail(f"no cell with {text!r} in the notebook")


def test_a_learner_solves_an_exercise_by_typing(tmp_path: Path, page) -> None:
    environment = os.environ | {
        "HOME": str(tmp_path),
        "WORKBOOK_WORKSPACE": str(tmp_path / "workspace"),
        "WORKBOOK_HOME": str(tmp_path / "home"),
    }
    with server(
        [str(BIN / "workbook"), "learn", "basics", "--no-browser"], "JupyterLab is at", env=environment
    ) as url:
        page.goto(url)
        page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1", timeout=60_000)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        wait_for_the_kernel(page, url)

        first = page.locator(".jp-Notebook .jp-CodeCell").first
        first.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        first.locator(".jp-OutputArea-output img").wait_for(timeout=90_000)

        name = FIRST_EXERCISE.partition("/")[2]
        editor = answer_cell(page, f"def {name}(").locator(".cm-content")
        editor.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(find_solution(FIRST_EXERCISE))
        page.keyboard.press("Control+Enter")

        check = answer_cell(page, f'check("{FIRST_EXERCISE}"')
        check.locator(".cm-content").click()
        before = check.locator(".cm-content").inner_text()
        page.keyboard.type("x = 1")
        assert check.locator(".cm-content").inner_text() == before, "a check cell can be edited"
        page.keyboard.press("Control+Enter")
        card = check.locator(".workbook-card")
        card.wait_for(timeout=90_000)
        card.scroll_into_view_if_needed()
        if folder := os.environ.get("WORKBOOK_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / "lesson-solved.png")
        assert card.get_attribute("data-outcome") == "passed"
        assert "Right." in card.inner_text()


def test_formgrader_opens_on_the_grades(tmp_path: Path, page) -> None:
    solutions = tmp_path / "solutions"
    shutil.copytree(solutions_folder() / "00_welcome", solutions / "00_welcome")
    handed_in = tmp_path / "in" / "ada" / "00_welcome"
    handed_in.mkdir(parents=True)
    notebook = nbformat.read(modules_folder() / "00_welcome" / "1_welcome.ipynb", as_version=4)
    nbformat.write(notebook, handed_in / "1_welcome.ipynb")
    out = tmp_path / "out"
    grade(tmp_path / "in", out, solutions=solutions, options=Options(workers=1))

    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--ServerApp.token=",
        "--port=0",
    ]
    with server(command, "running at:\n.*", cwd=out, env=os.environ | {"HOME": str(tmp_path)}) as url:
        page.goto(url.rsplit("/lab", 1)[0] + "/formgrader")
        row = page.locator("tr", has_text="00_welcome").first
        row.wait_for(timeout=60_000)
        if folder := os.environ.get("WORKBOOK_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / "formgrader.png")
        assert "1" in row.inner_text()
