"""Start, interrupt, restart, shut down and die: Jupyter's own manager notices no difference."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from course.warm_kernel.client import ForkServer
from tests.warm_kernel.kernels import PATIENCE, Kernel, Servers, eventually, kernel, runs


def interrupted(one: Kernel, code: str) -> str:
    """What `code` says when it is interrupted after it has printed its first line."""
    said: list[str] = []

    def listen(message: dict) -> None:
        content = message["content"]
        said.append(content.get("text") or content.get("ename") or "")
        if "working" in said[-1]:
            threading.Thread(target=one.manager.interrupt_kernel).start()

    one.client.execute_interactive(code, output_hook=listen, allow_stdin=False, timeout=PATIENCE)
    return "".join(said)


@pytest.mark.parametrize(
    "work",
    [
        "while True: pass",
        "import time; time.sleep(600)",
        "import subprocess; subprocess.run(['sleep', '600'])",
    ],
    ids=["computing", "sleeping", "waiting for a program"],
)
def test_an_interrupt_stops_the_cell_and_not_the_kernel(small: ForkServer, work: str) -> None:
    with kernel() as one:
        one.run("mark = 7")
        assert "KeyboardInterrupt" in interrupted(one, f"print('working', flush=True)\n{work}")
        assert one.run("print(mark)") == "7"


def test_a_restart_gives_a_fresh_kernel(small: ForkServer) -> None:
    with kernel() as one:
        one.run("mark = 7")
        before = one.pid
        one.manager.restart_kernel(now=True)
        one.client.wait_for_ready(PATIENCE)
        assert one.pid != before
        assert one.run("print('mark' in globals())") == "False"
        assert not runs(before)


@pytest.mark.parametrize("now", [True, False], ids=["at once", "politely"])
def test_a_shutdown_leaves_no_process_and_no_file(small: ForkServer, now: bool) -> None:
    with kernel() as one:
        sleeper = int(one.run("import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"))
        kernel_pid, file = one.pid, Path(one.manager.connection_file)
        assert len(list(file.parent.glob(f"{file.stem}*"))) == 6  # the connection file and five sockets
        one.manager.shutdown_kernel(now=now)
        assert not one.manager.has_kernel
        assert eventually(lambda: not runs(kernel_pid))
        assert eventually(lambda: not runs(sleeper))
        assert list(file.parent.glob(f"{file.stem}*")) == []


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("import os; os._exit(3)", 3),
        ("import os; os.kill(os.getpid(), 11)", -signal.SIGSEGV),
        ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL),
    ],
    ids=["exit", "segmentation fault", "killed"],
)
def test_a_death_is_noticed_and_leaves_no_process(small: ForkServer, end: str, code: int) -> None:
    with kernel() as one:
        sleeper = int(one.run("import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"))
        process = one.manager.provisioner.process
        one.client.execute(end)
        assert eventually(lambda: not one.manager.is_alive())
        assert process.wait(PATIENCE) == code
        assert eventually(lambda: not runs(sleeper))


@contextmanager
def another_client(servers: Servers) -> Iterator[tuple[subprocess.Popen, int]]:
    """Another process that has asked server "one" for a kernel and waits; the kernel's number."""
    servers.server("one").keep_up()
    assert eventually(servers.server("one").is_up)
    code = f"""
        import os, sys
        from pathlib import Path
        from course.warm_kernel.client import ForkServer
        server = ForkServer(Path({str(servers.folder / "one")!r}), ["false"])
        process = server.fork(["-f", {str(servers.folder / "kernel.json")!r}], "/", dict(os.environ), 2, 2)
        print(process.pid, flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
        yield client, int(client.stdout.readline())
        client.kill()


def test_the_kernel_ends_with_the_process_that_asked_for_it(servers: Servers) -> None:
    with another_client(servers) as (client, pid):
        assert runs(pid)
        client.kill()
        assert eventually(lambda: not runs(pid))


def test_a_kernel_that_has_outlived_its_server_ends_with_its_client(servers: Servers) -> None:
    with another_client(servers) as (client, pid):
        assert eventually((servers.folder / "kernel.json").exists)
        servers.kill()
        assert runs(pid)
        client.kill()
        assert eventually(lambda: not runs(pid))


def test_a_kernel_survives_its_server_and_the_next_one_gets_a_new_server(
    servers: Servers, use: Callable[[ForkServer], None]
) -> None:
    use(servers.server("one"))
    with kernel() as one:
        one.run("mark = 7")
        killed = servers.process("one")
        killed.kill()
        killed.wait()
        assert one.run("print(mark)") == "7"
        assert one.manager.is_alive()
        assert "KeyboardInterrupt" in interrupted(one, "print('working', flush=True)\nwhile True: pass")
        with kernel() as other:
            assert servers.process("one").pid != killed.pid
            assert psutil.Process(other.pid).ppid() == servers.process("one").pid
        lonely = one.pid
        one.manager.shutdown_kernel(now=True)
        assert eventually(lambda: not runs(lonely))
