"""Many notebooks at once: at desks on this machine, or on the workers of a Dask cluster.

Both begin at once, give (key, result) in the order in which the jobs are done, and stop when they are left.
"""

import contextlib
import queue
import threading
from collections.abc import Iterator

from grading.errors import CourseError
from grading.room.desk import Desk, grade_here
from grading.room.hall import Hall

Jobs = list[tuple[str, dict]]
Results = Iterator[tuple[str, dict]]


@contextlib.contextmanager
def at_desks(jobs: Jobs, hall: Hall | None) -> Iterator[Results]:
    """Grade on this machine, at the desks of a hall; it may be missing where there is no job."""
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    done: queue.SimpleQueue = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    slots = range(min(len(hall.lines), len(jobs))) if hall else []
    desks = [Desk(hall.level, slot, hall.modules, hall) for slot in slots]
    for desk in desks:
        threading.Thread(target=_work, args=(desk, waiting, done), daemon=True).start()
    try:
        yield (done.get() for _ in jobs)
    finally:  # also when the caller is interrupted
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.get_nowait()
        if hall:
            hall.close()
        for desk in desks:
            desk.close()


def _work(desk: Desk, waiting: queue.SimpleQueue, done: queue.SimpleQueue) -> None:
    with contextlib.suppress(queue.Empty):
        while True:
            key, job = waiting.get_nowait()
            done.put((key, desk.grade(job)))


@contextlib.contextmanager
def on_cluster(jobs: Jobs, level: str, address: str) -> Iterator[Results]:
    """Grade on the workers of a Dask cluster, which may come and go; each needs this project and its
    environment."""
    from dask.distributed import Client, as_completed

    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise CourseError(f"there is no Dask scheduler at {address}: {error}") from error
    with client:
        futures = {client.submit(grade_here, level, job, pure=False, retries=2): key for key, job in jobs}
        try:
            yield ((futures[future], _result(future)) for future in as_completed(futures))
        finally:
            client.cancel(list(futures))


def _result(future) -> dict:
    try:
        return {"failed": str(future.exception())} if future.status == "error" else future.result()
    finally:
        future.release()
