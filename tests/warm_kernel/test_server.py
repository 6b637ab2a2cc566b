"""The fork server and its client: found, started, shared, replaced, refused."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from course.warm_kernel import default_server as default_server_module
from course.warm_kernel import server as server_module
from course.warm_kernel.client import ForkServer, NoServer
from course.warm_kernel.default_server import default_server
from course.warm_kernel.process import WarmProcess
from course.warm_kernel.protocol import Received, send
from tests.warm_kernel.kernels import PATIENCE, Servers, eventually, kernel, runs


@contextmanager
def forked(server: ForkServer, folder: Path) -> Iterator[WarmProcess]:
    """A kernel nobody talks to."""
    process = server.fork(["-f", str(folder / "kernel.json")], "/", dict(os.environ), 1, 2)
    try:
        yield process
    finally:
        process.close()


def test_servers_side_by_side_import_what_each_was_told(
    servers: Servers, use: Callable[[ForkServer], None]
) -> None:
    asked = "import sys; print('numpy' in sys.modules, 'colorsys' in sys.modules)"
    use(servers.server("one", modules="numpy"))
    with kernel() as one:
        use(servers.server("two", modules="colorsys"))
        with kernel() as two:
            assert one.run(asked) == "True False"
            assert two.run(asked) == "False True"
    assert len(servers.processes()) == 2


def test_many_who_ask_at_once_get_one_server(servers: Servers) -> None:
    keepers = [servers.server("one").keep_up() for _ in range(4)]
    with forked(servers.server("one"), servers.folder):
        assert len(servers.processes()) == 1
    servers.kill()
    for keeper in keepers:
        keeper.join(PATIENCE)
        assert not keeper.is_alive()


def test_a_socket_left_behind_is_no_obstacle(servers: Servers) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(servers.folder / "one"))
    assert not servers.server("one").is_up()
    with forked(servers.server("one"), servers.folder) as process:
        assert process.poll() is None


def test_a_server_goes_when_nobody_has_needed_it_for_a_while(servers: Servers) -> None:
    server = servers.server("one", "--idle-seconds", "0.1")
    with forked(server, servers.folder):
        process = servers.process("one")
    process.wait(PATIENCE)
    assert not (servers.folder / "one").exists()
    with forked(server, servers.folder) as again:
        assert again.poll() is None


def test_a_server_of_changed_sources_goes(monkeypatch: pytest.MonkeyPatch, servers: Servers) -> None:
    monkeypatch.setattr(server_module, "SOURCES_SECONDS", 0.0)
    monkeypatch.setattr(server_module, "LOOK_SECONDS", 0.01)
    for name in ("signal", "set_wakeup_fd"):  # only the main thread may
        monkeypatch.setattr(server_module.signal, name, lambda *_, **__: None)
    path = str(servers.folder / "one")
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as connection:
        listening.bind(path)
        listening.listen()
        connection.connect(path)  # not enough to stay for
        before = server_module.newest_change() - 1
        serving = server_module.Server(listening, None, idle_seconds=PATIENCE, sources=before)
        thread = threading.Thread(target=serving.serve, daemon=True)
        thread.start()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_what_keeps_a_server_from_starting_is_quoted(servers: Servers) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such thing as a free server')"]
    server = ForkServer(servers.folder / "one", command)
    with pytest.raises(NoServer, match=r"ended with 1 at once(.|\n)*no such thing as a free server"):
        server.fork([], "/", {}, 1, 2)


def test_a_server_that_takes_too_long_is_given_up(servers: Servers) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    server = ForkServer(servers.folder / "one", command, start_seconds=0.2)
    with pytest.raises(NoServer, match=r"did not start in 0\.2 seconds"):
        server.fork([], "/", {}, 1, 2)


def test_a_module_that_is_missing_or_broken_is_skipped(
    servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_module.py").write_text("1 / 0")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    server = servers.server("one", modules="no_such_module,broken_module,numpy")
    with forked(server, servers.folder) as process:
        assert process.poll() is None
    log = (servers.folder / "one.log").read_text()
    assert "no_such_module is not there" in log
    assert "ZeroDivisionError" in log


def test_whoever_knows_too_little_is_refused_and_others_are_served(servers: Servers) -> None:
    with forked(servers.server("one"), servers.folder) as process:
        for message in ({"start": {}}, {"nonsense": 1}, {"signal": 9}):
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(servers.folder / "one"))
                send(connection, message)
                if "start" in message:
                    received = Received()
                    while (answer := received.next_message()) is None:  # it comes in two pieces
                        assert received.read(connection)
                    assert "descriptors" in answer["refused"]
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(servers.folder / "one"))
            connection.sendall(b"\xff" * 100)
            assert connection.recv(1) == b""
        assert process.poll() is None


def test_a_signal_right_after_the_start_is_not_lost(servers: Servers) -> None:
    server = servers.server("one")
    with forked(server, servers.folder):
        for _ in range(20):
            process = server.fork(["-f", str(servers.folder / "k.json")], "/", dict(os.environ), 1, 2)
            process.kill()
            assert process.wait(PATIENCE) == -signal.SIGKILL
        for _ in range(20):
            process = server.fork(["-f", str(servers.folder / "k.json")], "/", dict(os.environ), 1, 2)
            process.close()
            assert eventually(lambda: not runs(process.pid))  # noqa: B023


def test_a_server_with_threads_does_not_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    assert server_module.insist_on_forkable() == "" or threading.active_count() > 1
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    assert "thread" in server_module.insist_on_forkable()
    stop.set()
    thread.join()


def test_the_users_server_lies_in_a_private_folder(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(default_server_module.tempfile, "gettempdir", lambda: str(servers.folder))
    default_server()
    (private,) = servers.folder.iterdir()
    assert private.stat().st_mode & 0o777 == 0o700
    private.chmod(0o755)
    with pytest.raises(NoServer, match="not a private folder"):
        default_server()
    private.rmdir()
    private.symlink_to("/tmp")
    with pytest.raises(NoServer, match="not a private folder"):
        default_server()


def test_other_settings_that_libraries_read_once_mean_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def address() -> Path:
        return default_server()._path

    usual = address()
    assert address() == usual
    monkeypatch.setenv("OMP_NUM_THREADS", "17")
    assert address() != usual


def test_elsewhere_than_on_linux_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(NoServer, match="Linux"):
        default_server()
