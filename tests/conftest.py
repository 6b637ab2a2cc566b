"""What several test folders share: programs that must be installed, and one browser."""

import os
import shutil
from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.plan.topics", "tests.plan.groups", "tests.plan.seconds"]

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


ONE_THREAD = (
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)


def pytest_configure(config: pytest.Config) -> None:
    """One thread for each of pytest-xdist's processes and their kernels: there is at least one for every processor."""
    if hasattr(config, "workerinput"):
        os.environ.update(dict.fromkeys(ONE_THREAD, "1"))


def require_program(name: str, apt_package: str) -> str:
    """Return a program's path; without the program skip the test, or fail it where CI is "true".

    On CI everything is installed on purpose, so a skip there would hide that a test never ran.
    """
    path = shutil.which(name)
    if path is None:
        message = f"needs {name}: apt-get install -y {apt_package}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator["playwright.sync_api.Browser"]:
    """A headless Chromium for the whole run; make a new page, and close it, in each test."""
    path = require_program("chromium", "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
