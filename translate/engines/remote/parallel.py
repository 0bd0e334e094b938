"""Several requests at once, in threads that never keep the program from ending."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def each(work: Callable[[Item], Result], items: Sequence[Item], *, workers: int) -> list[Result]:
    """Do the work for every item, at most `workers` at a time; results in the order of the items.

    The threads are daemons: after Ctrl-C the program ends at once, whatever a server still owes.

    Raises:
        Exception: whatever the work raised first; what is not begun by then is not done.
    """
    if workers == 1 or len(items) < 2:
        return [work(item) for item in items]
    results: dict[int, Result] = {}
    failures: list[BaseException] = []
    waiting = iter(enumerate(items))
    lock = threading.Lock()

    def run() -> None:
        while True:
            with lock:
                index, item = next(waiting, (-1, None))
            if index < 0 or item is None or failures:
                return
            try:
                results[index] = work(item)
            except BaseException as error:  # noqa: BLE001 - raised again by the caller's thread
                failures.append(error)

    threads = [
        threading.Thread(target=run, daemon=True, name=f"kohesi-request-{number}")
        for number in range(min(workers, len(items)))
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    except BaseException as error:
        failures.append(error)  # the threads begin nothing more
        raise
    if failures:
        raise failures[0]
    return [results[index] for index in range(len(items))]
