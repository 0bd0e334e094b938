"""Two threads beside the engine's: one reads ahead of it, one writes behind it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


class _End:
    pass


def ahead(items: Iterable[T], *, size: int) -> Generator[T, None, None]:
    """Yield the items of an iterable that another thread goes through, `size` of them ahead.

    What the iterable raises is raised here, in its place. Closing this generator stops the
    thread before its next item.
    """
    waiting: queue.Queue[T | _Raised | _End] = queue.Queue(maxsize=size)
    stopped = threading.Event()

    def put(item: T | _Raised | _End) -> bool:
        while not stopped.is_set():
            try:
                waiting.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def read() -> None:
        try:
            for item in items:
                if not put(item):
                    return
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that reads
            put(_Raised(error))
        else:
            put(_End())

    thread = threading.Thread(target=read, name="kohesi-reader", daemon=True)
    thread.start()
    try:
        while not isinstance(item := waiting.get(), _End):
            if isinstance(item, _Raised):
                raise item.error
            yield item
    finally:
        stopped.set()
        thread.join()


class Behind(Generic[T]):
    """Gives items to a function in another thread, in order, at most `size` of them waiting.

    Used as a context manager: leaving it waits until all is done. What the function raises is
    raised by the next `put`, or on leaving; later items are then dropped, as they are when the
    block is left by an error.
    """

    def __init__(self, work: Callable[[T], None], *, size: int) -> None:
        self._work = work
        self._waiting: queue.Queue[T | _End] = queue.Queue(maxsize=size)
        self._error: BaseException | None = None
        self._dropping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kohesi-writer", daemon=True)

    def __enter__(self) -> Behind[T]:
        self._thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._dropping.set()
        self._waiting.put(_End())
        self._thread.join()
        if kind is None and self._error is not None:
            raise self._error

    def put(self, item: T) -> None:
        """Hand over an item; waits while too many are waiting."""
        if self._error is not None:
            raise self._error
        self._waiting.put(item)

    def _run(self) -> None:
        while not isinstance(item := self._waiting.get(), _End):
            if self._dropping.is_set():
                continue
            try:
                self._work(item)
            except BaseException as error:  # noqa: BLE001 - raised again in the thread that puts
                self._error = error
                self._dropping.set()
