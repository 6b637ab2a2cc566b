"""Run tasks in worker processes so that a task which takes its worker down costs nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

Key = TypeVar("Key")


def run_in_workers(
    tasks: Sequence[tuple[Key, Callable[..., Any], tuple[Any, ...]]], workers: int
) -> Iterator[tuple[Key, Any, Exception | None]]:
    """Yield (key, result, error) as tasks finish; exactly one of result and error is None or counts.

    Tasks that were in flight when a worker died are run again, each in a pool of its own, so only the
    one that kills its worker fails.
    """
    unfinished: dict[Key, tuple[Callable[..., Any], tuple[Any, ...]]] = {}
    with _pool(workers) as pool:
        futures: dict[Future[Any], Key] = {}
        for key, function, args in tasks:
            futures[pool.submit(function, *args)] = key
            unfinished[key] = (function, args)
        for future in as_completed(futures):
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                continue
            del unfinished[futures[future]]
            yield (
                futures[future],
                None if error else future.result(),
                error if isinstance(error, Exception) else None,
            )
    for key, (function, args) in unfinished.items():
        with _pool(1) as pool:
            try:
                yield key, pool.submit(function, *args).result(), None
            except Exception as error:
                yield key, None, error


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent has threads (progress bar, SQLAlchemy) that a fork would copy half-way.
    return ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"))
