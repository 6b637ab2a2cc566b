"""Workers for submissions: processes of this machine, or of a Dask cluster."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_all_start_methods
from typing import Any

import dask
from distributed import Client, Future, LocalCluster, Security, wait
from distributed.scheduler import KilledWorker
from distributed.utils import get_mp_context

from autograder.grading import definitions
from course.errors import WorkbookError

WORKER_MODULES = ["autograder.grading.worker", "autograder.grading.feedback"]
"""What workers are to do."""

CONNECT_SECONDS = 30
WAITING_PER_WORKER = 3
"""Submissions handed out for every one being graded, so that no worker waits and little is in memory."""

LOOK_SECONDS = 5.0
"""How often overdue jobs are looked for."""

LOCAL = {
    # How long a process that died may take to come back. Dask's own 15 seconds pass on a busy machine, and then Dask
    # removes it for good: with the last one, all work would wait for ever.
    "distributed.deploy.lost-worker-timeout": "1 hour",
    # Else each worker looks a hundred times a second where it is, for a page that nobody opens.
    "distributed.worker.profile.enabled": False,
}
"""Dask's settings where the workers are processes of this machine."""

TRIES = 2
"""How often a job that takes far too long is given to somebody else, the first time included."""


NOBODY_SECONDS = 60.0
"""How long there may be no worker at all before that is said, and said again."""

log = logging.getLogger(__name__)


class SchedulerLost(WorkbookError):
    """The connection to the scheduler broke; what was finished is kept."""


@dataclass(frozen=True)
class Job:
    """A piece of work for any worker.

    Args:
        name: what the instructor reads about it.
        function: importable on the workers; bytes in, bytes out.
        arguments: of the function. They travel with every job: what Dask shares among workers is lost
            with the last worker that holds it.
        seconds: after so long on one worker it is given to another.
        urgent: before all jobs that are not.
        attempt: counts from 1.
        alone: wait until all others are done, and have the workers to itself: a neighbour may have been to blame for
            what happened to it before.
        data: kept here for whoever handles the result.
    """

    name: str
    function: Callable[..., bytes]
    arguments: tuple[bytes, ...]
    seconds: float
    urgent: bool = False
    attempt: int = 1
    alone: bool = False
    data: Any = field(default=None)


@dataclass(frozen=True)
class Done:
    """A finished job: its result, or why there is none."""

    job: Job
    result: bytes = b""
    failure: str = ""


class Crew:
    """The workers of one run.

    Args:
        client: of the scheduler.
        say: told what the person who waits should know.
        remedy: what is done, or to do, when there is no worker.
    """

    def __init__(self, client: Client, say: Callable[[str], None], remedy: str) -> None:
        self._client, self._say, self._remedy = client, say, remedy
        self._seen = time.monotonic()
        self._in_flight: dict[Future, tuple[Job, float]] = {}
        self._later: list[Job] = []
        self._threads, self._counted = 1, -LOOK_SECONDS

    def _size(self) -> int:
        """How many jobs can run at the same time, as it was a few seconds ago: workers come and go."""
        if time.monotonic() - self._counted > LOOK_SECONDS:
            try:
                threads = sum(self._client.nthreads().values())
            except OSError as error:
                raise _lost(error) from error
            self._threads, self._counted = max(1, threads), time.monotonic()
            if threads:
                self._seen = self._counted
            elif self._counted - self._seen > NOBODY_SECONDS:
                self._seen = self._counted
                line = f"There has been no worker for a minute, and {len(self._in_flight)} jobs wait. {self._remedy}"
                log.warning(line)
                self._say(line)
        return self._threads

    def work(self, jobs: Iterable[Job], handle: Callable[[Done], Iterable[Job]]) -> None:
        """Have all jobs done; `handle` gets each finished one and may return further jobs.

        Jobs are taken from the iterable only when somebody is about to need them. Those whose worker died
        again and again are tried once more at the end, one at a time: Dask counts a death against every job
        the worker had waiting, and only a job that was alone with it is to blame.

        Raises:
            SchedulerLost: nobody is there any more to ask.
        """
        waiting = iter(jobs)
        exhausted = False
        while True:
            size = self._size()  # also when nothing is left to hand out: it notices when nobody is there
            while not exhausted and len(self._in_flight) < size * (1 + WAITING_PER_WORKER):
                job = next(waiting, None)
                exhausted = job is None
                if job is not None:
                    self._submit(job)
            if not self._in_flight:
                if not self._later:
                    return
                self._submit(self._later.pop(0))
            for done in self._finished():
                for job in handle(done):
                    if job.alone:
                        self._later.append(job)
                    else:
                        self._submit(job)

    def _submit(self, job: Job) -> None:
        try:
            future = self._client.submit(
                job.function, *job.arguments, pure=False, priority=1 if job.urgent else 0, retries=1
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise _lost(error) from error
        self._in_flight[future] = (job, time.monotonic())

    def _finished(self) -> Iterator[Done]:
        try:
            wait(list(self._in_flight), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED")
        except TimeoutError:
            pass
        except (CancelledError, OSError) as error:
            raise _lost(error) from error
        if self._client.status != "running":
            raise _lost(None)
        for future in [future for future in self._in_flight if future.done()]:
            job, _ = self._in_flight[future]
            try:
                done = self._result(future, job)
            except TimeoutError:
                continue  # its worker went away with the result, so it is being worked on once more
            del self._in_flight[future]
            if done is None:
                self._later.append(replace(job, alone=True))
            else:
                yield done
        yield from self._overdue()

    def _result(self, future: Future, job: Job) -> Done | None:
        """What has become of a job, None when it is to be tried alone.

        Raises:
            TimeoutError: nobody has the result any more.
        """
        if future.status == "finished":
            return Done(job, result=future.result(timeout=LOOK_SECONDS))
        error = future.exception(timeout=LOOK_SECONDS)
        if isinstance(error, KilledWorker):
            if not job.alone:
                return None
            return Done(job, failure=f"the worker process died again and again while it worked on {job.name}")
        if future.cancelled() or isinstance(error, CancelledError):
            raise _lost(error)
        return Done(job, failure=f"{job.name} could not be done ({type(error).__name__}: {error})")

    def _overdue(self) -> Iterator[Done]:
        """Give jobs that take far too long to somebody else; those that have been given before have failed."""
        for future, (job, since) in list(self._in_flight.items()):
            # Some of the time a job waits for its turn.
            if time.monotonic() - since < job.seconds * (1 + WAITING_PER_WORKER):
                continue
            del self._in_flight[future]
            future.cancel(force=True)
            if job.attempt < TRIES:
                self._submit(replace(job, attempt=job.attempt + 1))
            else:
                failure = f"{job.name} had not come back after {job.seconds:.0f} seconds from {TRIES} workers"
                yield Done(job, failure=failure)


def _lost(error: BaseException | None) -> SchedulerLost:
    reason = f" ({error})" if error and str(error) else ""
    return SchedulerLost(
        f"The connection to the Dask scheduler is lost{reason}. Everything graded so far is kept: start the same "
        "command again and it goes on from there."
    )


@contextmanager
def crew(
    workers: int, scheduler: str | None, say: Callable[[str], None] = lambda line: None
) -> Iterator[Crew]:
    """The workers: `workers` processes of this machine, or those of the scheduler at an address.

    Args:
        workers: how many, on this machine.
        scheduler: its address.
        say: told when there has been no worker for a while.

    Raises:
        WorkbookError: nobody answers at the address, or a worker there has other versions of anything.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is None:
        _fork_workers()
        # With a certificate of its own: on a shared machine others could give the workers work, too.
        with (
            dask.config.set(LOCAL),
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                memory_limit=0,
                security=Security.temporary(),
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield Crew(
                client,
                say,
                "Its process has died and is being started again; if that goes on, is memory short?",
            )
        return
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise WorkbookError(
            f"No Dask scheduler answers at {scheduler} ({error}). Start one with `dask scheduler` and workers with "
            "`dask worker ADDRESS`, or leave --scheduler out."
        ) from error
    with client:
        _insist_on_same_versions(client)
        yield Crew(client, say, f"Start some with `dask worker {scheduler}`; everything goes on then.")


def _fork_workers() -> None:
    """Have workers forked from one process that has imported what they need, where the system can."""
    if "forkserver" in get_all_start_methods():
        dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
        get_mp_context().set_forkserver_preload(WORKER_MODULES)


def _insist_on_same_versions(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        raise WorkbookError(
            "The Dask scheduler has no workers. Start some with `dask worker ADDRESS`."
        ) from error
    found = client.run(definitions.everything)
    others = sorted(address for address, digest in found.items() if digest != definitions.everything())
    if others:
        raise WorkbookError(
            f"Another version of the workbook or of a package is installed at {', '.join(others)}. Install the same "
            "everywhere, or the same answer would get different grades."
        )
