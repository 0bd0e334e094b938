"""Reading ahead and writing behind: order, bounds, errors, ends."""

from __future__ import annotations

import threading
import time
from contextlib import closing

import pytest

from translate.runs.threads import Behind, ahead


def test_items_come_in_order():
    with closing(ahead(range(100), size=3)) as items:
        assert list(items) == list(range(100))


def test_reader_is_never_more_than_so_many_items_ahead():
    taken = 0
    most = 0

    def items():
        nonlocal most
        for number in range(50):
            most = max(most, number - taken)
            yield number

    with closing(ahead(items(), size=4)) as waiting:
        for _ in waiting:
            time.sleep(0.001)
            taken += 1
    # four wait, one is in the reader's hand, one in ours
    assert most <= 6


def test_error_of_the_reader_comes_after_the_items_before_it():
    def items():
        yield 1
        raise ValueError("broken")

    seen = []
    with pytest.raises(ValueError, match="broken"), closing(ahead(items(), size=9)) as waiting:
        seen.extend(waiting)
    assert seen == [1]
    assert not any(thread.name == "kohesi-reader" for thread in threading.enumerate())


def test_closing_stops_the_reader():
    def endless():
        while True:
            yield 0

    waiting = ahead(endless(), size=2)
    next(waiting)
    waiting.close()
    assert not any(thread.name == "kohesi-reader" for thread in threading.enumerate())


def test_work_is_done_in_order_and_all_of_it_before_the_block_ends():
    done = []
    with Behind(done.append, size=2) as behind:
        for number in range(20):
            behind.put(number)
    assert done == list(range(20))


def test_error_of_the_work_reaches_who_puts_and_stops_the_rest():
    done = []

    def work(number: int) -> None:
        if number == 3:
            raise KeyboardInterrupt
        done.append(number)

    with pytest.raises(KeyboardInterrupt), Behind(work, size=1) as behind:
        for number in range(100):
            behind.put(number)
            time.sleep(0.001)
    assert done == [0, 1, 2]


def test_block_left_by_an_error_drops_what_waits():
    done = []

    def work(number: int) -> None:
        time.sleep(0.02)
        done.append(number)

    with pytest.raises(ValueError, match="stop"), Behind(work, size=50) as behind:
        for number in range(50):
            behind.put(number)
        raise ValueError("stop")
    assert len(done) <= 3
