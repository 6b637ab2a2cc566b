"""What code behind the walls can see and reach."""

import os
import socket
import threading

import pytest

from course.paths import course_root


def test_it_works_in_a_folder_of_its_own_with_the_files_of_the_module(inside) -> None:
    result = inside("import os; print(os.getcwd(), open('data.txt').read()); open('own.txt', 'w').write('x')")
    assert result.printed == "/learner/work beside the notebook\n", result.errors
    assert result.returncode == 0


@pytest.mark.parametrize(
    "path",
    [
        "course/exercises/welcome.py",
        "autograder/heldout",
        "autograder/grading/grade.py",
        "solutions",
        "tests",
        ".git",
    ],
)
def test_secrets_of_the_workbook_are_not_there(inside, path: str) -> None:
    place = course_root() / path
    assert place.exists()
    assert inside(f"import os; print(os.path.exists({str(place)!r}))").printed == "False\n"


def test_the_judges_cannot_be_imported_but_the_lessons_library_can(inside) -> None:
    program = """
from course import data
print(data.coins().shape)
try:
    import course.exercises.welcome
except ImportError:
    print("no judges")
"""
    assert inside(program).printed == "(303, 384)\nno judges\n"


def test_files_of_the_machine_are_not_there(inside, tmp_path) -> None:
    (tmp_path / "gradebook.db").write_text("grades")
    program = f"import os; print(os.path.exists({str(tmp_path / 'gradebook.db')!r}), os.listdir('/run'))"
    assert inside(program).printed == "False ['workbook']\n"


def test_other_submissions_folders_are_not_there(inside) -> None:
    assert inside("pass", folder="neighbour").returncode == 0
    assert inside("import os; print(os.listdir('/run/workbook'))").printed == "['one']\n"


def test_only_its_own_processes_are_there(inside) -> None:
    program = "import os; print(sorted(int(name) for name in os.listdir('/proc') if name.isdigit()))"
    assert inside(program).printed == "[1, 2]\n"


def test_the_graders_environment_is_not_there(inside, monkeypatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    result = inside("import os; print('SECRET_TOKEN' in os.environ); print(open('/proc/1/environ').read())")
    assert result.printed.startswith("False\n")
    assert "hush" not in result.printed + result.errors


def test_there_is_no_network(inside) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        program = f"""
import socket
for address in (("127.0.0.1", {port}), ("1.1.1.1", 53)):
    try:
        socket.create_connection(address, timeout=2)
        print("connected")
    except OSError:
        print("refused")
"""
        assert inside(program).printed == "refused\nrefused\n"


def test_abstract_sockets_of_the_machine_are_out_of_reach(inside) -> None:
    name = f"\0workbook-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        threading.Thread(target=lambda: server.accept(), daemon=True)
        program = f"""
import socket
try:
    socket.socket(socket.AF_UNIX).connect({name!r})
    print("connected")
except OSError:
    print("refused")
"""
        assert inside(program).printed == "refused\n"


def test_nothing_outside_its_own_folder_can_be_written(inside) -> None:
    package = str(course_root() / "course")
    program = f"""
import site, sys
from pathlib import Path
own = Path("/run/workbook/one")
system = [Path("/"), Path("/usr"), Path("/etc"), Path("/dev"), Path("/mnt"), Path("/run"), Path("/run/workbook")]
python = [Path(sys.prefix), Path(site.getsitepackages()[0]), Path({package!r}), Path({package!r}, "exercises")]
for folder in (*system, *python, own / "files", own / "examiner"):
    try:
        (folder / "mark").write_text("x")
        print("wrote to", folder)
    except OSError:
        pass
print("end")
"""
    assert inside(program).printed == "end\n"


LISTENS = """
import socket, time
abstract = socket.socket(socket.AF_UNIX)
abstract.bind("\\0accomplice")
abstract.listen()
ready()
time.sleep(60)
"""
CONNECTS = """
import socket
try:
    socket.socket(socket.AF_UNIX).connect("\\0accomplice")
    print("connected")
except OSError:
    print("refused")
print("accomplice" in open("/proc/net/unix").read())
try:
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname(), timeout=2)
    print("a loopback")
except OSError:
    print("no loopback")
"""
LOCKS = """
import fcntl, time
held = open("/usr/bin/env", "rb")
fcntl.flock(held, fcntl.LOCK_EX)
fcntl.lockf(held, fcntl.LOCK_SH, 1, 77)
ready()
time.sleep(60)
"""
ASKS_FOR_LOCKS = """
import fcntl, struct
asked = open("/usr/bin/env", "rb")
fcntl.flock(asked, fcntl.LOCK_EX | fcntl.LOCK_NB)
print("locked")
try:
    fcntl.fcntl(asked, fcntl.F_GETLK, struct.pack("hhqqi", fcntl.F_WRLCK, 0, 77, 1, 0))
    print("told")
except OSError:
    print("not told")
"""
OPENS_A_TERMINAL = """
import os, time
master, slave = os.openpty()
ready()
time.sleep(60)
"""
LOOKS_FOR_TERMINALS = """
import os
print(os.listdir("/dev/pts"))
master, slave = os.openpty()
print(os.ttyname(slave))
"""
WRITES = """
import os, time
for place in ("/tmp", "/dev/shm", "/learner"):
    if os.access(place, os.W_OK):  # /tmp is read-only where Python itself lies there
        open(place + "/mark", "w").write("x")
ready()
time.sleep(60)
"""
READS = """
import os
print([place for place in ("/tmp", "/dev/shm", "/learner") if os.path.exists(place + "/mark")])
"""


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [
        pytest.param(LISTENS, CONNECTS, "refused\nFalse\nno loopback\n", id="network and abstract names"),
        pytest.param(LOCKS, ASKS_FOR_LOCKS, "locked\nnot told\n", id="locks on what all can read"),
        pytest.param(OPENS_A_TERMINAL, LOOKS_FOR_TERMINALS, "['ptmx']\n/dev/pts/0\n", id="terminals"),
        pytest.param(WRITES, READS, "[]\n", id="folders"),
    ],
)
def test_neighbours_do_not_notice_each_other(beside, first: str, second: str, printed: str) -> None:
    assert beside(first, second) == printed


def test_a_lock_in_its_own_folder_can_be_had(inside) -> None:
    program = """
import sqlite3
for _ in range(2):
    with sqlite3.connect("own.db") as database:
        database.execute("create table if not exists words (word)")
        database.execute("insert into words values ('shirt')")
print(database.execute("select count(*) from words").fetchone())
"""
    assert inside(program).printed == "(2,)\n"


@pytest.mark.parametrize("family", ["AF_VSOCK", "AF_ALG", "AF_PACKET", "AF_CAN"])
def test_other_kinds_of_sockets_are_not_there(inside, family: str) -> None:
    program = f"""
import errno, socket
try:
    socket.socket(socket.{family}, socket.SOCK_DGRAM)
except OSError as error:
    print(errno.errorcode[error.errno])
"""
    assert inside(program).printed == "EAFNOSUPPORT\n"


@pytest.mark.parametrize(
    "call",
    [
        "libc.unshare(0x10000000)",
        "libc.unshare(0x00020000)",
        "libc.mount(b'none', b'/learner', b'tmpfs', 0, None)",
        "libc.umount2(b'/proc', 2)",
        "libc.ptrace(16, 1, 0, 0)",
        "libc.memfd_create(b'hidden', 0)",
        "libc.shmget(0, 4096, 0o1600)",
        "libc.setns(0, 0)",
        "libc.chroot(b'/learner')",
        "libc.syscall(425, 8, 0)",
        "libc.inotify_init1(0)",
        "libc.fanotify_init(0, 0)",
        "libc.vmsplice(1, None, 0, 0)",
        "libc.prctl(4, 0, 0, 0, 0)",
        "libc.fcntl(1, 1031, 1 << 20)",
    ],
)
def test_calls_that_widen_the_walls_are_refused(inside, call: str) -> None:
    program = f"""
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
print({call}, errno.errorcode[ctypes.get_errno()])
"""
    assert inside(program).printed == "-1 EPERM\n"


def test_it_has_no_rights_and_gets_none(inside) -> None:
    program = """
import os
status = dict(line.split(":\\t") for line in open("/proc/self/status") if ":\\t" in line)
print({name: int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")})
print(status["NoNewPrivs"].strip(), status["Seccomp"].strip(), os.getuid())
"""
    nothing = {name: 0 for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}
    assert inside(program).printed == f"{nothing}\n1 2 1000\n"


def test_killing_everybody_kills_only_itself(inside) -> None:
    program = """
import os
try:
    os.kill(-1, 9)
except ProcessLookupError:
    print("nobody else", flush=True)
os.kill(os.getpid(), 9)
"""
    result = inside(program)
    assert result.printed == "nobody else\n"
    assert result.returncode == 128 + 9
    assert result.end["reason"] == ""
