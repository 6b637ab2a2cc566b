"""What code behind the walls may use up, and that nothing of it stays."""

import time
import uuid

import psutil
import pytest


def processes_marked(mark: str) -> list[psutil.Process]:
    return [found for found in psutil.process_iter(["cmdline"]) if mark in (found.info["cmdline"] or [])]


def test_memory_of_one_process_ends_with_a_memory_error(inside) -> None:
    program = """
try:
    bytearray(8 << 30)
except MemoryError:
    print("no memory")
"""
    assert inside(program).printed == "no memory\n"


def test_memory_of_all_processes_together_is_limited(inside) -> None:
    program = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        block = bytearray(os.urandom(1 << 20) * 100)
        time.sleep(60)
        os._exit(0)
time.sleep(60)
"""
    result = inside(program, memory_mb=300)
    assert result.end["reason"] == "memory limit"
    assert result.end["peak_mb"] > 300


FILLS = """
import os, socket, time
block = bytes(100_000)
def fill(sender):
    sender.setblocking(False)
    try:
        while True:
            sender.send(block)
    except OSError:
        pass
"""
"""Nothing of what the programs below hold is in a process's memory."""

NOT_ACCEPTED = """
kept = []
for number in range(100):
    server = socket.socket(socket.AF_UNIX)
    server.bind(f"server{number}")
    server.listen(100)
    kept.append(server)
    for _ in range(20):
        with socket.socket(socket.AF_UNIX) as sender:
            sender.connect(f"server{number}")
            fill(sender)
time.sleep(60)
"""
ODD_NAMES = """
for number in range(1, 20):
    odd = socket.socket(socket.AF_UNIX)
    odd.bind(f"\\0{number}\\nffff: 1 2 3 0001 01 x\\n\\x1c")
    odd.listen()
pairs = [socket.socketpair() for _ in range(450)]
time.sleep(60)
"""
SOCKET_PAIRS = """
for _ in range(6):
    if os.fork() == 0:
        pairs = [socket.socketpair() for _ in range(200)]
        for pair in pairs:
            fill(pair[0])
        break
time.sleep(60)
"""
DATAGRAMS = """
receivers = []
for number in range(200):
    receivers.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
    receivers[-1].bind(f"receiver{number}")
    for _ in range(10):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.connect(f"receiver{number}")
            fill(sender)
time.sleep(60)
"""
PIPES = """
for _ in range(12):
    if os.fork() == 0:
        pipes = [os.pipe() for _ in range(500)]
        for _, sender in pipes:
            os.set_blocking(sender, False)
            try:
                while True:
                    os.write(sender, block[:4096])
            except BlockingIOError:
                pass
        break
time.sleep(60)
"""
PAGE_TABLES = """
import mmap
GB = 1 << 30
for _ in range(2):
    area = mmap.mmap(-1, 500 * GB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ)
    for place in range(0, 500 * GB, 2 << 20):
        area[place]
time.sleep(60)
"""
MAPPED_AREAS = """
for _ in range(100):
    if os.fork() == 0:
        break
time.sleep(60)
"""


@pytest.mark.parametrize(
    "program",
    [NOT_ACCEPTED, ODD_NAMES, SOCKET_PAIRS, DATAGRAMS, PIPES, PAGE_TABLES, MAPPED_AREAS],
    ids=["not accepted", "odd names", "socket pairs", "datagrams", "pipes", "page tables", "mapped areas"],
)
def test_memory_that_belongs_to_no_process_is_limited(inside, program: str) -> None:
    result = inside(FILLS + program, memory_mb=300, notebook_seconds=100)
    assert result.end["reason"] == "memory limit", result.errors


def test_time_by_the_clock_is_limited(inside) -> None:
    result = inside(
        "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException: pass",
        notebook_seconds=1,
        patience=2,
    )
    assert result.end["reason"] == "waited too long"


def test_processor_time_of_all_processes_together_is_limited(inside) -> None:
    program = """
import os, time
while True:
    child = os.fork()
    if not child:
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass
        os._exit(0)
    os.waitpid(child, 0)
"""
    result = inside(program, notebook_seconds=2, patience=100)
    assert result.end["reason"] == "time limit"


def test_processes_and_threads_are_limited(inside) -> None:
    program = """
import os, time
children = 0
try:
    for _ in range(200):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        children += 1
except BlockingIOError:
    print("no more", children < 50)
"""
    assert inside(program, processes=50).printed == "no more True\n"


@pytest.mark.parametrize("place", ["/learner/work", "/tmp", "/dev/shm"])
def test_disk_is_limited(inside, place: str) -> None:
    program = f"""
block = bytes(1 << 20)
written = 0
try:
    for number in range(200):
        with open({place!r} + f"/file{{number}}", "wb") as file:
            file.write(block)
        written += 1
except OSError:
    print("full", written <= 20)
"""
    assert inside(program, files_mb=20).printed == "full True\n"


def test_the_number_of_files_is_limited(inside) -> None:
    program = """
try:
    for number in range(2000):
        open(f"file{number}", "w").close()
except OSError:
    print("full")
"""
    assert inside(program, files=500).printed == "full\n"


def test_nothing_outlives_it(inside) -> None:
    mark = f"left-{uuid.uuid4().hex}"
    program = f"""
import os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", {mark!r}], start_new_session=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(600)", {mark!r}])
    os._exit(0)
os.wait()
"""
    assert inside(program).returncode == 0
    assert not processes_marked(mark)


def test_when_the_outermost_process_is_killed_everything_is(start_inside) -> None:
    mark = f"left-{uuid.uuid4().hex}"
    program = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", {mark!r}])
print("started", flush=True)
time.sleep(600)
"""
    with start_inside(program) as outer:
        assert outer.stdout.readline() == "started\n"
        outer.kill()
    deadline = time.monotonic() + 30
    while alive := processes_marked(mark):
        assert time.monotonic() < deadline, f"still alive: {alive}"
        time.sleep(0.05)
