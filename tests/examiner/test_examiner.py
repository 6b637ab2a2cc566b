"""The examiner's process: what it survives, what nobody sees, and that there is always an examination."""

import os
import signal
import socket
import threading
from pathlib import Path

import psutil
import pytest

from autograder.examiner.client import Examiner, ExaminerFailed
from autograder.reasons import Reason
from course.checking.wire.serving import serve
from tests.examiner.conftest import PLENTY, SEED, Peer


def right(image):
    return image * 2


def newest_process() -> psutil.Process:
    """Of the examiner that was started last."""
    running = [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]
    mine = [child for child in running if "autograder.examiner" in child.cmdline()]
    return max(mine, key=psutil.Process.create_time)


@pytest.fixture
def works_on(examine):
    """After the test, the examiner judges the next answer as if nothing had been."""
    yield
    assert examine("trial/twice", right).verdict["score"] == 3


def test_nobody_connects(examiner, tmp_path, works_on):
    examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)
    examination = examiner.finish()
    assert examination.reason == Reason.NOT_ASKED
    assert (examination.verdict["outcome"], examination.verdict["score"]) == ("error", 0)
    assert [part["points"] for part in examination.verdict["parts"]] == [2, 1]
    assert "did not reach the examiner" in examination.text
    assert not (tmp_path / "socket").exists()


def test_a_judge_that_crashes_costs_its_own_exercise(examine, works_on, caplog):
    examination = examine("faults/crash", lambda x: x)
    assert examination.reason == Reason.EXAMINER_DIED
    assert (examination.verdict["outcome"], examination.verdict["score"]) == ("error", 0)
    assert "faults/crash" in caplog.text


@pytest.mark.parametrize(
    ("exercise_id", "limits", "reason"),
    [
        ("faults/endless", {"clock_seconds": 3.0}, Reason.CLOCK),
        ("faults/spinning", {"seconds": 3.0}, Reason.TIME),
    ],
)
def test_a_judge_without_an_end_costs_its_own_exercise(examine, works_on, exercise_id, limits, reason):
    examination = examine(exercise_id, lambda x: x, **limits)
    assert (examination.reason, examination.waited) == (reason, reason is Reason.CLOCK)
    assert examination.verdict["points"] == 1
    assert "took longer than it may" in examination.text


def test_a_judge_that_raises_is_no_fault_of_the_answer(examine, works_on):
    examination = examine("trial/broken", lambda: 1)
    assert [part["outcome"] for part in examination.verdict["parts"]] == ["error", "passed"]
    assert "fault of the workbook" in examination.text


def test_a_case_that_cannot_be_sent_is_no_fault_of_the_answer(examine, works_on):
    examination = examine("faults/unsendable", lambda x: x)
    assert "fault of the workbook" in examination.text
    assert "type `Generator` cannot be sent" in examination.text


def test_what_a_judge_prints_does_not_get_between_the_lines(examine, works_on):
    assert examine("faults/noisy", lambda x: x).verdict["outcome"] == "passed"


def test_what_a_judge_does_to_its_cases_is_not_seen_by_other_parts_and_answers(examine):
    for _ in range(2):
        assert examine("faults/careless", lambda numbers: numbers.sum()).verdict["outcome"] == "passed"


def test_killed_while_nobody_has_connected_yet(examiner, tmp_path, works_on):
    examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)
    newest_process().kill()
    assert examiner.finish().reason == Reason.EXAMINER_DIED
    assert not (tmp_path / "socket").exists()


def test_killed_in_the_middle(examiner, tmp_path, works_on):
    def kills(image):
        newest_process().kill()
        return image * 2

    path = tmp_path / "socket"
    examiner.listen("trial/twice", path, PLENTY, PLENTY)
    assert "ended this check early" in serve(str(path), "trial/twice", kills)
    examination = examiner.finish()
    assert (examination.reason, examination.verdict["score"]) == (Reason.EXAMINER_DIED, 0)


def test_killed_between_two_examinations(examiner, works_on):
    process = newest_process()
    process.kill()
    process.wait()


def test_an_exercise_that_does_not_exist(examiner, tmp_path, works_on):
    with pytest.raises(ExaminerFailed, match="trial/twicee"):
        examiner.listen("trial/twicee", tmp_path / "socket", PLENTY, PLENTY)


def test_a_place_where_nobody_can_listen(examiner, tmp_path, works_on):
    with pytest.raises(ExaminerFailed, match="missing"):
        examiner.listen("trial/twice", tmp_path / "missing" / "socket", PLENTY, PLENTY)


def test_one_listens_once_and_finishes_once(examiner, tmp_path, works_on):
    with pytest.raises(RuntimeError, match="listen"):
        examiner.finish()
    examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)
    with pytest.raises(RuntimeError, match="still listens for trial/twice"):
        examiner.listen("trial/colour", tmp_path / "other", PLENTY, PLENTY)
    examiner.finish()


def test_the_socket_is_the_owners_alone(examiner, tmp_path):
    path = tmp_path / "socket"
    examiner.listen("trial/twice", path, PLENTY, PLENTY)
    assert path.stat().st_mode & 0o777 == 0o600
    examiner.finish()


def test_the_seed_is_nowhere_to_be_seen(tmp_path):
    with Examiner(918_273_645) as examiner:
        examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)
        process = newest_process()
        assert "918273645" not in " ".join(process.cmdline())
        assert "918273645" not in str(process.environ())
        examiner.finish()


def test_it_ends_with_whoever_started_it(tmp_path):
    examiner = Examiner(SEED)
    examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)
    process = newest_process()
    examiner.close()
    assert not process.is_running()


def test_it_ends_when_its_parent_is_killed_even_while_a_judge_never_returns(tmp_path):
    path = tmp_path / "socket"
    reader, writer = os.pipe()
    parent = os.fork()
    if not parent:
        examiner = Examiner(SEED)
        examiner.listen("faults/endless", path, PLENTY, PLENTY)
        os.write(writer, str(newest_process().pid).encode())
        signal.pause()
    os.close(writer)
    process = psutil.Process(int(os.read(reader, 100)))
    os.close(reader)
    peer = Peer(path).opened("faults/endless")
    peer.hear()
    peer.answer(1)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    process.wait(PLENTY)


def test_several_work_side_by_side_and_draw_by_their_seeds(tmp_path):
    def drawn(examiner: Examiner, name: str) -> list[bytes]:
        seen = []

        def records(image):
            seen.append(image.tobytes())
            return image * 2

        serve(str(tmp_path / name), "trial/twice", records)
        assert examiner.finish().verdict["score"] == 3
        return seen

    with Examiner(1) as one, Examiner(1) as same_seed, Examiner(2) as other_seed:
        examiners = {"one": one, "same seed": same_seed, "other seed": other_seed}
        for name, examiner in examiners.items():
            examiner.listen("trial/twice", tmp_path / name, PLENTY, PLENTY)
        draws = {name: drawn(examiner, name) for name, examiner in examiners.items()}
    assert draws["one"] == draws["same seed"] != draws["other seed"]


def test_held_out_cases_come_from_the_folder_that_is_named(tmp_path):
    (tmp_path / "trial.py").write_text(
        "import numpy as np\n"
        "from course.checking import Case\n"
        "from course.exercises.trial import twice\n\n"
        "@twice.held_out_cases('pictures')\n"
        "def white(rng):\n"
        "    yield Case('a white picture', image=np.full((5, 5), 255.0))\n"
    )

    def fails_on_white(image):
        return image if (image == 255).all() else image * 2

    def score_with(folder: Path | None) -> float:
        with Examiner(SEED, heldout=folder) as examiner:
            examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)
            serve(str(tmp_path / "socket"), "trial/twice", fails_on_white)
            return examiner.finish().verdict["score"]

    assert score_with(tmp_path) == 1
    assert score_with(None) == 3


def test_a_broken_installation_is_named(tmp_path):
    (tmp_path / "trial.py").write_text("import no_such_module")
    with Examiner(SEED, heldout=tmp_path) as examiner, pytest.raises(ExaminerFailed, match="no_such_module"):
        examiner.listen("trial/twice", tmp_path / "socket", PLENTY, PLENTY)


def test_what_is_judged_is_never_run_by_the_examiner(examiner, tmp_path):
    """The answer runs in the process that serves it, here a thread of this one."""
    path = tmp_path / "socket"
    pids = []

    def notes_its_process(image):
        pids.append(os.getpid())
        return image * 2

    examiner.listen("trial/twice", path, PLENTY, PLENTY)
    serving = threading.Thread(target=serve, args=(str(path), "trial/twice", notes_its_process))
    serving.start()
    serving.join()
    examiner.finish()
    assert set(pids) == {os.getpid()}
    assert not path.exists()
    with pytest.raises(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as late:
        late.connect(str(path))
