"""Which kernel Jupyter gets: forked, or an ordinary one where there is no other way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from traitlets.config import Config

from course.warm_kernel.client import ForkServer, NoServer
from course.warm_kernel.provisioner import WarmProvisioner
from tests.warm_kernel.kernels import Servers, eventually, kernel

IS_FORKED = "import sys; print('course.warm_kernel.server' in sys.orig_argv)"


@pytest.fixture(autouse=True)
def nobody_has_been_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WarmProvisioner, "_told", False)


def test_jupyter_finds_the_kernel() -> None:
    spec = KernelSpecManager().get_kernel_spec("workbook")
    assert spec.display_name == "Workbook (fast start)"
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "workbook-warm"


def test_nbclient_needs_only_the_name(small: ForkServer) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IS_FORKED)])
    NotebookClient(notebook, kernel_name="workbook").execute()
    assert notebook.cells[0].outputs[0].text == "True\n"


def test_kernels_use_unix_sockets_where_their_path_fits(
    small: ForkServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with kernel() as one:
        assert one.manager.transport == "ipc"
        assert Path(one.manager.ip).parent.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / ("long" * 30)))
    with kernel() as one:
        assert one.manager.transport == "tcp"
        assert one.run(IS_FORKED) == "True"


def no_server() -> ForkServer:
    raise NoServer("Forks are out of stock.\nThe log has more lines.")


def test_without_a_server_an_ordinary_kernel_comes_and_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("course.warm_kernel.provisioner.default_server", no_server)
    for _ in range(2):
        with kernel() as one:
            assert one.run(IS_FORKED) == "False"
            assert one.run("import os; print(os.environ['TF_CPP_MIN_LOG_LEVEL'])") == "3"
    assert capsys.readouterr().err.count("Forks are out of stock.") == 1


def test_a_kernel_that_must_be_forked_is_never_an_ordinary_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.warm_kernel.provisioner.default_server", no_server)
    monkeypatch.setattr(WarmProvisioner, "must_fork", lambda self: True)
    with pytest.raises(NoServer, match="out of stock"), kernel():
        pass


def test_who_does_not_wait_gets_an_ordinary_kernel_first_and_forks_later(
    servers: Servers, use: Callable[[ForkServer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    config = Config(WarmProvisioner={"wait_for_server": False})
    server = servers.server("one")
    use(server)
    with kernel(config=config) as one:
        assert one.run(IS_FORKED) == "False"
    assert eventually(server.is_up)
    with kernel(config=config) as one:
        assert one.run(IS_FORKED) == "True"
    assert capsys.readouterr().err == ""
