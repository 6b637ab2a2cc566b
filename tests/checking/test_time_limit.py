"""A call that does not return is stopped, whatever it does, and leaves nothing behind."""

import faulthandler
import itertools
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from course.checking.contract.verdict import Outcome
from course.checking.running.time_limit import TimeLimitReached, time_limit
from tests.checking.reading import any_array, assert_reads, exercise_of, judged, returns_to


def loops(x):
    while True:
        pass


def sleeps(x):
    time.sleep(60)


def catches_exceptions(x):
    while True:
        try:
            x += 1
        except Exception:
            x -= 1


def catches_everything(x):
    while True:
        try:
            time.sleep(0.01)
        except:  # noqa: E722
            x += 1


def catches_everything_in_a_helper(x):
    while True:
        catch_one(x)


def catch_one(x):
    try:
        time.sleep(0.01)
    except BaseException:
        return


def counts_forever(x):
    return sum(itertools.count())


@pytest.fixture(autouse=True)
def end_of_patience():
    """A limit that fails hangs: end the test run then, and show where."""
    faulthandler.dump_traceback_later(30, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


COMPUTING = "f had not returned after 0.1 seconds of computing", "Does a loop never end"
WAITING = "f had not returned after 1 seconds, most of which it did not compute", "Does it sleep"
HANGING = {
    loops: COMPUTING,
    catches_exceptions: COMPUTING,
    sleeps: WAITING,
    catches_everything: WAITING,
    catches_everything_in_a_helper: WAITING,
}


@pytest.mark.parametrize("function", HANGING, ids=lambda function: function.__name__)
def test_a_call_that_hangs_is_stopped_and_says_so(function):
    start = time.perf_counter()
    verdict = judged(function, returns_to(any_array, seconds=0.1))
    assert time.perf_counter() - start < 6
    assert_reads(verdict, Outcome.ERROR, *HANGING[function])


def waits_for_the_processor():
    with time_limit(0.1):
        time.sleep(0.4)


def test_time_in_which_nothing_is_computed_does_not_count():
    waits_for_the_processor()
    with ThreadPoolExecutor(1) as pool:  # where a watchdog keeps the time
        pool.submit(waits_for_the_processor).result()


def test_a_library_that_is_imported_for_the_first_time_does_not_count(tmp_path, monkeypatch):
    # What TensorFlow does for twelve seconds on a small machine.
    slow = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
    (tmp_path / "slow_to_import_at_first.py").write_text(slow)
    monkeypatch.syspath_prepend(tmp_path)

    def uses_it(x):
        import slow_to_import_at_first  # noqa: F401

        return x

    exercise = exercise_of(lambda answer, case: answer(3), seconds=0.2)
    assert judged(uses_it, exercise).outcome is Outcome.PASSED
    assert_reads(judged(loops, returns_to(any_array, seconds=0.1)), Outcome.ERROR, *COMPUTING)


def test_a_part_that_ran_out_of_time_does_not_take_the_next_one_with_it():
    exercise = exercise_of(lambda answer, case: answer(1), seconds=0.1)

    @exercise.part("small pictures")
    def small(answer, case):
        answer(0)

    def slow_when_large(x):
        while x:
            pass
        return 0

    verdict = judged(slow_when_large, exercise)
    assert [part.outcome for part in verdict.parts] == [Outcome.ERROR, Outcome.PASSED]


@pytest.mark.parametrize("function", [loops, catches_exceptions], ids=lambda function: function.__name__)
def test_a_call_in_another_thread_is_stopped_too(function):
    verdicts = []
    thread = threading.Thread(
        target=lambda: verdicts.append(judged(function, returns_to(any_array, seconds=0.1))), daemon=True
    )
    thread.start()
    thread.join(10)
    assert verdicts, "still running"
    assert_reads(verdicts[0], Outcome.ERROR, "had not returned after 0.1 seconds")


def test_nothing_is_left_behind():
    def handler(signum, frame):
        raise AssertionError("the alarm of a block that is over")

    handler_before, trace_before = signal.signal(signal.SIGALRM, handler), sys.gettrace()
    try:
        for function in (catches_everything, lambda x: x):
            judged(function, returns_to(any_array, seconds=0.1))
        assert signal.getsignal(signal.SIGALRM) is handler
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
        assert sys.gettrace() is trace_before
        time.sleep(0.3)
    finally:
        signal.signal(signal.SIGALRM, handler_before)


def test_an_alarm_at_the_very_end_never_escapes():
    for microseconds in range(200, 1200, 5):
        try:
            with time_limit(microseconds / 1e6):
                deadline = time.perf_counter() + 700e-6
                while time.perf_counter() < deadline:
                    pass
        except TimeLimitReached:
            pass
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def stopped_before_the_block_has_begun():
    with pytest.raises(TimeLimitReached), time_limit(1e-6):
        while True:
            pass


def test_an_alarm_before_the_block_has_begun_never_escapes():
    for _ in range(20):
        stopped_before_the_block_has_begun()
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_watchdog_that_barks_before_the_block_has_begun_is_called_off():
    threads = threading.active_count()
    with ThreadPoolExecutor(1) as pool:
        for _ in range(20):
            pool.submit(stopped_before_the_block_has_begun).result(timeout=5)
        assert threading.active_count() == threads + 1


def test_alarms_that_come_faster_than_they_are_answered_do_not_pile_up(monkeypatch):
    monkeypatch.setattr("course.checking.running.time_limit.REPEAT_SECONDS", 1e-6)
    start = time.monotonic()
    with pytest.raises(TimeLimitReached), time_limit(0.05):
        while True:
            pass
    assert time.monotonic() - start < 20


AFTER_A_STOPPED_THREAD = """
import sys, threading
from course.checking.running.time_limit import TimeLimitReached, time_limit

def stopped():
    try:
        with time_limit(0.05):
            while True:
                pass
    except TimeLimitReached:
        pass

thread = threading.Thread(target=stopped)
thread.start()
thread.join()
sys.setprofile(lambda *event: None)
stopped()
"""


def test_a_call_stopped_in_another_thread_does_not_hang_the_next_one_that_is_watched():
    # In a process of its own: the hang was in the interpreter itself, where nothing interrupts it.
    subprocess.run([sys.executable, "-c", AFTER_A_STOPPED_THREAD], timeout=60, check=True)
