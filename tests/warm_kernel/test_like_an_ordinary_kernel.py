"""What a learner sees in a forked kernel is what they see in any other."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from course.warm_kernel.client import ForkServer
from tests.warm_kernel.kernels import PATIENCE, eventually, kernel

LOOK_AROUND = """
import __main__, gc, json, multiprocessing, os, signal, sys, tempfile, threading, time, warnings
print(json.dumps({
    "main": sorted(set(vars(__main__)) - {"_", "__", "___"}),
    "main spec": [repr(vars(__main__).get(name)) for name in ("__name__", "__file__", "__spec__", "__doc__")],
    "argv": sys.argv[:2],
    "path": sys.path,
    "cwd": os.getcwd(),
    "umask": os.umask(0),
    "signals": {number.name: repr(signal.getsignal(number)) for number in signal.valid_signals() if number < 32},
    "blocked": [int(number) for number in signal.pthread_sigmask(signal.SIG_BLOCK, [])],
    "own session": os.getsid(0) == os.getpid() == os.getpgrp(),
    "threads": threading.active_count(),
    "recursion": sys.getrecursionlimit(),
    "gc": [gc.isenabled(), gc.get_threshold()],
    "start method": multiprocessing.get_start_method(),
    "temporary": tempfile.gettempdir(),
    "zone": time.tzname,
    "environment": {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"},
    "kinds": [type(stream).__name__ for stream in (sys.stdin, sys.stdout, sys.stderr)],
    "shell": type(get_ipython()).__name__,
}))
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


def test_the_surroundings_are_the_same(small: ForkServer, elsewhere: Path) -> None:
    environment = {"MARK": "ü\udcff", "TZ": "Asia/Tokyo", "TMPDIR": str(elsewhere)}
    seen = {}
    small.keep_up()
    assert eventually(small.is_up)
    before = os.umask(0o027)  # after the server has started with the usual one
    # Under nohup an ordinary kernel inherits "ignored"; ours is in a session of its own, where nothing hangs up.
    hangup = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        for name in ("python3", "workbook"):
            with kernel(name, environment, str(elsewhere)) as one:
                seen[name] = json.loads(one.run(LOOK_AROUND))
    finally:
        os.umask(before)
        signal.signal(signal.SIGHUP, hangup)
    ordinary, forked = seen["python3"], seen["workbook"]
    # The kernelspec's own, so that TensorFlow is quiet in the fallback too.
    assert forked["environment"].pop("TF_CPP_MIN_LOG_LEVEL") == "3"
    assert forked["environment"].pop("CUDA_VISIBLE_DEVICES") == "-1"
    for name in ("TF_CPP_MIN_LOG_LEVEL", "CUDA_VISIBLE_DEVICES"):
        ordinary["environment"].pop(name, None)
    assert forked == ordinary
    assert forked["cwd"] == forked["temporary"] == str(elsewhere)
    assert forked["environment"]["MARK"] == "ü\udcff"


def test_the_kernel_was_really_forked(small: ForkServer) -> None:
    with kernel() as forked, kernel("python3") as ordinary:
        asked = "import sys; print('course.warm_kernel.server' in sys.orig_argv)"
        assert forked.run(asked) == "True"
        assert ordinary.run(asked) == "False"


def test_two_kernels_draw_different_numbers(small: ForkServer) -> None:
    draws = "import random, numpy; print(random.random(), numpy.random.rand(), numpy.random.default_rng().random())"
    with kernel() as one, kernel() as other:
        first, second = one.run(draws).split(), other.run(draws).split()
    assert len(first) == 3
    assert not set(first) & set(second)


def test_each_kernel_has_its_own_folder_environment_and_files(small: ForkServer, tmp_path: Path) -> None:
    show = "import os; print(os.getcwd(), os.environ.get('ONE'), os.environ.get('TWO'), os.path.exists('f'))"
    (tmp_path / "f").touch()
    with kernel(environment={"ONE": "1"}) as one, kernel(environment={"TWO": "2"}, cwd=str(tmp_path)) as two:
        assert one.run(show) == f"{Path.cwd()} 1 None False"
        assert two.run(show) == f"{tmp_path} None 2 True"


def test_multiprocessing_warnings_and_figures_work(small: ForkServer) -> None:
    with kernel() as one:
        assert (
            one.run("from multiprocessing import Pool\nwith Pool(2) as p: print(p.map(abs, [-1, -2]))")
            == "[1, 2]"
        )
        assert "DeprecationWarning: old" in one.run(
            "import warnings; warnings.warn('old', DeprecationWarning)"
        )
        assert "inline" in one.run("import matplotlib.pyplot as plt; print(plt.get_backend())")


def test_the_debugger_starts(small: ForkServer) -> None:
    request = {"type": "request", "seq": 1, "command": "initialize", "arguments": {"clientID": "test"}}
    with kernel() as one:
        one.client.control_channel.send(one.client.session.msg("debug_request", request))
        reply = one.client.get_control_msg(timeout=PATIENCE)
        assert reply["content"]["success"], reply["content"]
        assert reply["content"]["body"]["supportsConfigurationDoneRequest"]
