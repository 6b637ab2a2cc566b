"""`workbook learn` as a learner meets it: a real server and a real browser."""

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import psutil
import pytest

from course.warm_kernel.default_server import default_server
from tests.workspace.conftest import WORKBOOK, Course

pytestmark = pytest.mark.slow


@dataclass
class Learning:
    """A running `workbook learn`."""

    process: subprocess.Popen
    url: str
    said: str

    def get(self, path: str) -> dict:
        """Ask the server for JSON."""
        return self._ask(path)

    def _ask(self, path: str, posted: bytes | None = None) -> dict:
        address = urlsplit(self.url)
        token = parse_qs(address.query)["token"][0]
        headers = {"Authorization": f"token {token}"}
        request = Request(f"http://{address.netloc}{path}", data=posted, headers=headers)
        with urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def start_kernel(self) -> dict:
        """Ask for a kernel as JupyterLab does for a new notebook."""
        return self._ask("/api/kernels", b"{}")

    def wait_for_the_kernel(self, seconds: float = 60) -> None:
        """Wait until the notebook's kernel is up; until then JupyterLab's own indicator says idle too."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if [kernel["execution_state"] for kernel in self.get("/api/kernels")] == ["idle"]:
                return
            time.sleep(0.3)
        pytest.fail(f"no idle kernel after {seconds} s: {self.get('/api/kernels')}")

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop as Ctrl-C does, and return the exit status."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=30)
        self.said += rest
        return self.process.returncode


@contextmanager
def learning(home: Path, *arguments: str) -> Iterator[Learning]:
    home.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [WORKBOOK, "learn", "--no-browser", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A fresh home: nobody's own Jupyter settings decide these tests.
        env=os.environ | {"HOME": str(home)},
    )
    try:
        said = ""
        while not (address := re.search(r"JupyterLab is at +(\S+)", said)):
            line = process.stdout.readline()
            assert line, f"workbook learn ended early:\n{said}"
            said += line
        yield Learning(process, address[1], said)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_server_starts_and_stops(course: Course, tmp_path: Path):
    port = free_port()
    with learning(tmp_path / "home", "--port", str(port)) as lab:
        assert urlsplit(lab.url).port == port
        assert urlsplit(lab.url).path == "/lab/tree/00_welcome/1_hello.ipynb"
        assert str(course.workspace) in lab.said
        assert lab.get("/api/status")["kernels"] == 0
        names = {entry["name"] for entry in lab.get("/api/contents")["content"]}
        assert names == {"00_welcome", "01_basics", "02_faces"}

        news = lab.get("/lab/api/settings/@jupyterlab/apputils-extension:notification")["schema"][
            "properties"
        ]
        assert news["fetchNews"]["default"] == "false"
        assert news["checkForUpdates"]["default"] is False

        assert lab.stop() == 0
        assert "JupyterLab has stopped" in lab.said
        assert "Traceback" not in lab.said


def test_a_busy_port_gives_the_next_and_the_right_address(course: Course, tmp_path: Path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        with learning(tmp_path / "home", "basics", "--port", str(taken)) as lab:
            assert urlsplit(lab.url).port != taken
            assert urlsplit(lab.url).path == "/lab/tree/01_basics/1_pixels.ipynb"
            assert lab.get("/api/status")["kernels"] == 0
            assert lab.stop() == 0


def test_the_browser_shows_the_welcome_and_nothing_in_the_way(course: Course, tmp_path: Path, chromium):
    with learning(tmp_path / "home", "--port", str(free_port())) as lab:
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        try:
            asked_elsewhere = []
            page.on("request", lambda request: asked_elsewhere.append(request.url))
            page.goto(lab.url)
            page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1", timeout=60_000)
            # The kernel is up, so whatever pops up at the start has had its time.
            lab.wait_for_the_kernel()

            tabs = page.locator(".jp-MainAreaWidget").count()
            assert tabs == 1, "one notebook and no launcher"
            assert (
                "1_hello.ipynb" in page.locator(".lm-DockPanel-tabBar .lm-TabBar-tabLabel").all_inner_texts()
            )
            assert page.locator(".jp-Dialog").count() == 0
            assert page.locator(".Toastify__toast").count() == 0
            menus = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
            assert "File" in menus
            assert "Nbgrader" not in menus
            assert [url for url in asked_elsewhere if not is_local(url)] == []
        finally:
            page.close()
        # A kernel is running now, and still one Ctrl-C is enough.
        assert lab.stop() == 0


def test_kernels_find_the_course_and_keep_tensorflow_quiet(course: Course, tmp_path: Path, chromium):
    code = (
        "import os\\n"
        "from course import paths\\n"
        "print(paths.workspace_folder(), os.environ['TF_CPP_MIN_LOG_LEVEL'], os.environ['CUDA_VISIBLE_DEVICES'])"
    )
    hello = course.modules / "00_welcome" / "1_hello.ipynb"
    hello.write_text(hello.read_text().replace("6 * 7", code))
    with learning(tmp_path / "home", "--port", str(free_port())) as lab:
        page = chromium.new_page()
        try:
            page.goto(lab.url)
            page.wait_for_selector(".jp-CodeCell .cm-content", timeout=60_000)
            lab.wait_for_the_kernel()
            page.click(".jp-CodeCell .cm-content")
            page.keyboard.press("Shift+Enter")
            printed = page.wait_for_selector(".jp-OutputArea-output pre", timeout=60_000).inner_text()
        finally:
            page.close()
        assert printed.strip() == f"{course.workspace} 3 -1"


def test_the_fork_server_starts_by_itself_and_gives_the_kernels(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with tempfile.TemporaryDirectory() as runtime:  # no server of another test is there
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        server = default_server()
        assert not server.is_up()
        with learning(tmp_path / "home", "--port", str(free_port())) as lab:
            # Does not wait for the server, which has to import TensorFlow first.
            assert lab.start_kernel()["name"] == "workbook"
            wait_until(server.is_up)
            lab.start_kernel()
            wait_until(lambda: len(with_argument(runtime)) == 2)
            assert lab.stop() == 0
        wait_until(lambda: len(with_argument(runtime)) == 1)
        for process in with_argument(runtime):
            process.kill()


def with_argument(part: str) -> list[psutil.Process]:
    """The processes with such an argument: a fork server, and its kernels, which show the same."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE and any(part in text for text in process.cmdline()):
                found.append(process)
    return found


def wait_until(holds: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.1)


def is_local(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", None) or url.startswith(("data:", "blob:"))
