"""The same grades from a Dask cluster, and what happens when parts of it go away."""

from __future__ import annotations

import logging
import os
import signal
from dataclasses import replace
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from autograder.grading.cluster import Job, SchedulerLost, crew
from autograder.grading.grade import Options, grade
from course.errors import WorkbookError
from tests.grading.classes import FORK_SERVER_MODULES, PARTLY, hand_in, notebook, only_welcome


@pytest.fixture(scope="module")
def cluster():
    """Two workers that come back when they are killed, however long that takes."""
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1 hour"}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
        ) as cluster,
    ):
        yield cluster


def repeat(text: bytes) -> bytes:
    return text + text


def die_once(mark: bytes) -> bytes:
    """Kill the worker process, but only the first time."""
    path = Path(mark.decode())
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return b"done"


def die(text: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return text


def fail(text: bytes) -> bytes:
    raise RuntimeError("no such luck")


def results(jobs: list[Job], address: str) -> dict[str, tuple[bytes, str]]:
    found = {}
    with crew(0, address) as workers:

        def keep(done):
            found[done.job.name] = (done.result, done.failure)
            return []

        workers.work(jobs, keep)
    return found


def test_a_class_is_graded_on_a_cluster_as_on_one_machine(tmp_path: Path, cluster) -> None:
    hand_in(tmp_path / "in", "ada", notebook())
    hand_in(tmp_path / "in", "mona", notebook(PARTLY))
    options = Options(scheduler=cluster.scheduler_address, seed=5, modules=FORK_SERVER_MODULES)
    report = grade(tmp_path / "in", tmp_path / "out", solutions=only_welcome(tmp_path), options=options)
    assert {result.student: result.score for result in report.results} == {"ada": 4, "mona": 3}


def test_a_worker_that_is_lost_costs_nothing(tmp_path: Path, cluster) -> None:
    jobs = [Job("dies once", die_once, (str(tmp_path / "mark").encode(),), 60)]
    jobs += [Job(f"job {number}", repeat, (b"x",), 60) for number in range(20)]
    found = results(jobs, cluster.scheduler_address)
    assert found["dies once"] == (b"done", "")
    assert all(found[f"job {number}"] == (b"xx", "") for number in range(20))


def test_a_process_of_this_machine_that_is_slow_to_come_back_is_waited_for(tmp_path: Path) -> None:
    job = Job("dies once", die_once, (str(tmp_path / "mark").encode(),), 600)
    found = []
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "1ms"}), crew(1, None) as workers:
        workers.work([job], lambda done: found.append(done.result) or [])
    assert found == [b"done"]


def test_work_that_kills_every_worker_or_fails_is_reported(cluster) -> None:
    jobs = [
        Job("deadly", die, (b"x",), 60),
        Job("failing", fail, (b"x",), 60),
        Job("fine", repeat, (b"x",), 60),
    ]
    found = results(jobs, cluster.scheduler_address)
    assert "died again and again" in found["deadly"][1]
    assert "no such luck" in found["failing"][1]
    assert found["fine"] == (b"xx", "")


def test_follow_up_jobs_are_done_too(cluster) -> None:
    order = []
    with crew(0, cluster.scheduler_address) as workers:

        def follow(done):
            order.append(done.job.name)
            return (
                [Job("second", repeat, (done.result,), 60, urgent=True)] if done.job.name == "first" else []
            )

        workers.work([Job("first", repeat, (b"x",), 60)], follow)
    assert order == ["first", "second"]


def test_a_job_that_is_to_be_alone_waits_until_all_others_are_done(cluster) -> None:
    order = []
    with crew(0, cluster.scheduler_address) as workers:

        def handle(done):
            order.append((done.job.name, done.job.alone))
            return [replace(done.job, alone=True)] if done.job.name == "0" and not done.job.alone else []

        workers.work([Job(str(number), repeat, (b"x",), 60) for number in range(8)], handle)
    assert order[-1] == ("0", True)
    assert len(order) == 9


def test_a_lost_scheduler_is_reported_and_nothing_hangs() -> None:
    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as short_lived:
        done = []
        with (
            pytest.raises(SchedulerLost, match="goes on from there"),
            crew(0, short_lived.scheduler_address) as workers,
        ):

            def close(finished):
                done.append(finished)
                if len(done) == 1:
                    short_lived.close()
                return []

            workers.work([Job(f"job {number}", repeat, (b"x",), 60) for number in range(50)], close)


def test_that_no_worker_is_left_is_said_and_work_goes_on_with_the_next(monkeypatch) -> None:
    monkeypatch.setattr("autograder.grading.cluster.LOOK_SECONDS", 0.2)
    monkeypatch.setattr("autograder.grading.cluster.NOBODY_SECONDS", 1.0)
    said, done = [], []
    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as short_of_workers:

        def say(line):
            said.append(line)
            short_of_workers.scale(1)

        def handle(finished):
            done.append(finished.result)
            if len(done) == 1:
                short_of_workers.scale(0)
            return []

        with crew(0, short_of_workers.scheduler_address, say) as workers:
            workers.work([Job(f"job {number}", repeat, (b"x",), 60) for number in range(12)], handle)
    assert done == [b"xx"] * 12
    assert f"Start some with `dask worker {short_of_workers.scheduler_address}`" in said[0]


def test_nobody_at_the_address_is_said(monkeypatch) -> None:
    monkeypatch.setattr("autograder.grading.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(WorkbookError, match="No Dask scheduler answers at"), crew(1, "tcp://127.0.0.1:1"):
        pass


def test_another_version_on_a_worker_is_refused(cluster, monkeypatch) -> None:
    monkeypatch.setattr("distributed.Client.run", lambda client, function: {"tcp://there": "something else"})
    with pytest.raises(WorkbookError, match="Another version"), crew(1, cluster.scheduler_address):
        pass
