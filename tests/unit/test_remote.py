"""Asking a server: addresses, keys, and every fault with its own sentence."""

from __future__ import annotations

import logging
import math
import socket
import threading
import time
from email.utils import formatdate
from random import Random

import pytest

from corpus import EngineError
from translate.engines.remote import (
    Client,
    ServerError,
    Settings,
    check_address,
    each,
    read_key,
    read_settings,
)

from ..scripted_server import drip, noise, raw, reset, serving, status


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self):
        self.now = 100.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def _client(url, clock=None, *, key="", **settings):
    clock = clock or Clock()
    return Client(
        url, key=key, key_variable="KOHESI_TEST_KEY", settings=Settings(**settings),
        clock=clock, sleep=clock.sleep, random=Random(1),
    )  # fmt: skip


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _address(url):
    return check_address(url, engine="llm", example="http://127.0.0.1/v1", key_variable="K")


def test_address_loses_the_slash_at_its_end():
    assert _address(" https://Host.example:8080/v1/ ") == "https://host.example:8080/v1"
    assert _address("http://[::1]:80") == "http://[::1]:80"


@pytest.mark.parametrize(
    "url",
    [
        "http://user:s3cret@host/v1",
        "http://s3cret@host",
        "http://host/v1?key=s3cret",
        "http://h/#s3cret",
    ],
)
def test_address_with_a_secret_is_refused_without_repeating_it(url):
    with pytest.raises(EngineError, match="variable K") as caught:
        _address(url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", [None, "", "host:80", "ftp://host", "http://", "http://a b/", "http://h:x"]
)
def test_other_addresses_are_refused_with_an_example(url):
    with pytest.raises(EngineError, match=r"--url http://127"):
        _address(url)


def test_key_comes_from_the_environment_and_is_never_repeated(monkeypatch):
    monkeypatch.setenv("KOHESI_TEST_KEY", " s3cret \n")
    assert read_key("KOHESI_TEST_KEY") == "s3cret"
    monkeypatch.setenv("KOHESI_TEST_KEY", "s3cret\nX-Other: 1")
    with pytest.raises(EngineError) as caught:
        read_key("KOHESI_TEST_KEY")
    assert "s3cret" not in str(caught.value)


def test_settings_are_read_from_text_and_held_to_their_range():
    assert read_settings(timeout="5", attempts=2, concurrency="3").timeout == 5
    for wrong in ("0", "many", "-1", "99999", 1.5, None):
        with pytest.raises(EngineError, match="attempts"):
            read_settings(timeout=1, attempts=wrong, concurrency=1)


PASSING = {
    "dropped in the middle": (raw(200, b'{"half":', length=900), "broke the connection"),
    "half a JSON": (raw(200, b'{"half": '), "no JSON"),
    "a page instead": (raw(200, b"<html>hello</html>"), "no JSON"),
    "nothing": (raw(200, b""), "no JSON"),
    "not HTTP": (noise, "not HTTP"),
    "killed": (reset, "broke the connection"),
    "429": (status(429, {"error": {"message": "too fast"}}), "slow down: HTTP 429, 'too fast'"),
    "500": (status(500, {"error": "boom"}), "failed: HTTP 500, 'boom'"),
    "503 in HTML": (raw(503, b"<h1>busy</h1>"), "failed: HTTP 503"),
}


@pytest.mark.parametrize("fault", PASSING)
def test_fault_that_passes_is_tried_again(fault):
    answers = iter([PASSING[fault][0], PASSING[fault][0], {"fine": 1}])
    clock = Clock()
    with serving(lambda *_: next(answers)) as server:
        assert _client(server.url, clock).post("/x", {}) == {"fine": 1}
    assert len(clock.slept) == 2


@pytest.mark.parametrize("fault", PASSING)
def test_fault_that_stays_is_one_clear_error(fault):
    answer, words = PASSING[fault]
    with serving(lambda *_: answer) as server:
        with pytest.raises(ServerError) as caught:
            _client(server.url, attempts=3).post("/x", {})
        assert len(server.asked) == 3
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


LASTING = {
    "wrong key": (status(401, {"error": "bad key"}), "refuses access: HTTP 401"),
    "no such model": (status(404, {"error": {"message": "no model x"}}), "'no model x'"),
    "wrong request": (status(400, {"message": "bad\x1b[31m field"}), "'bad [31m field'"),
    "elsewhere": (status(302, None, Location="http://127.0.0.1:9/"), "sends the request elsewhere"),
    "endless": (raw(200, b" " * (5 << 20)), "longer than 4 MB"),
}


@pytest.mark.parametrize("fault", LASTING)
def test_fault_that_cannot_pass_is_not_tried_again(fault):
    answer, words = LASTING[fault]
    with serving(lambda *_: answer) as server:
        with pytest.raises(ServerError) as caught:
            _client(server.url).post("/x", {})
        assert len(server.asked) == 1
    assert words in str(caught.value)


def test_server_that_is_not_there_is_named_so():
    clock = Clock()
    with pytest.raises(ServerError, match="connection refused"):
        _client(f"http://127.0.0.1:{_free_port()}", clock).get("/x")
    assert len(clock.slept) == 3


@pytest.mark.parametrize("seconds", [0.02, 30])
def test_slow_server_is_left_after_the_timeout(seconds):
    stop = threading.Event()
    with serving(lambda *_: drip(stop, seconds)) as server:
        began = time.monotonic()
        with pytest.raises(ServerError, match=r"no whole answer in 0\.2 s"):
            Client(server.url, key_variable="K", settings=Settings(timeout=0.2, attempts=1)).post(
                "/x", {}
            )
        took = time.monotonic() - began
        stop.set()
    assert took < 5


def test_waits_double_at_most_and_are_drawn_at_random():
    with serving(lambda *_: status(500)) as server:
        waits = []
        for seed in range(20):
            clock = Clock()
            client = Client(
                server.url, key_variable="K", settings=Settings(attempts=5, backoff=1, longest_wait=5),
                clock=clock, sleep=clock.sleep, random=Random(seed),
            )  # fmt: skip
            with pytest.raises(ServerError):
                client.post("/x", {})
            waits.append(clock.slept)
    for turn, most in enumerate((1, 2, 4, 5)):
        drawn = [slept[turn] for slept in waits]
        assert all(0 <= wait <= most for wait in drawn)
        assert len(set(drawn)) > 10


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_goes_before_the_own_wait(as_date):
    asked = formatdate(time.time() + 7, usegmt=True) if as_date else "7"
    answers = iter([status(429, None, Retry_After=asked), {"fine": 1}])
    clock = Clock()
    with serving(lambda *_: next(answers)) as server:
        _client(server.url, clock).post("/x", {})
    assert math.isclose(sum(clock.slept), 7, abs_tol=2)


def test_retry_after_that_is_too_long_closes_the_server_for_that_time():
    answers = iter([status(429, None, Retry_After="3600"), {"fine": 1}])
    clock = Clock()
    with serving(lambda *_: next(answers)) as server:
        client = _client(server.url, clock)
        for _ in range(3):
            with pytest.raises(ServerError, match="HTTP 429"):
                client.post("/x", {})
        assert len(server.asked) == 1
        assert clock.slept == []
        clock.now += 3601
        assert client.post("/x", {}) == {"fine": 1}


def test_server_that_is_down_is_not_asked_for_every_segment_and_is_found_again():
    up = False
    clock = Clock()
    with serving(lambda *_: {"fine": 1} if up else status(503)) as server:
        client = _client(server.url, clock, attempts=4, tolerance=3, rest=30)
        for _ in range(50):
            with pytest.raises(ServerError, match="HTTP 503"):
                client.post("/x", {})
        assert len(server.asked) == 12
        clock.now += 31
        with pytest.raises(ServerError):
            client.post("/x", {})
        assert len(server.asked) == 13
        up = True
        clock.now += 31
        assert client.post("/x", {}) == {"fine": 1}


def test_refused_access_is_not_asked_for_again_and_again():
    clock = Clock()
    with serving(lambda *_: status(401)) as server:
        client = _client(server.url, clock, key="abc")
        for _ in range(10):
            with pytest.raises(ServerError, match=r"KOHESI_TEST_KEY right\?"):
                client.post("/x", {})
            clock.now += 1000
        assert len(server.asked) == 3


def test_key_is_sent_but_stands_in_no_log_and_no_error(caplog):
    caplog.set_level(logging.DEBUG)
    with serving(lambda *_: status(500, {"error": "key s3cret is tired"})) as server:
        with pytest.raises(ServerError, match=r"key \*\*\* is tired") as caught:
            _client(server.url, key="s3cret").post("/x", {})
        assert server.headers[0]["Authorization"] == "Bearer s3cret"
    assert "trying again" in caplog.text
    assert "s3cret" not in caplog.text + str(caught.value) + repr(caught.value.__cause__)


def test_key_on_an_open_line_is_warned_of(caplog):
    _client("http://host.example", key="s3cret")
    assert "unencrypted" in caplog.text
    caplog.clear()
    _client("http://127.0.0.1:80", key="s3cret")
    _client("https://host.example", key="s3cret")
    assert not caplog.records


def test_key_is_not_sent_to_where_a_redirect_leads():
    with serving(lambda *_: {"fine": 1}) as other:
        elsewhere = status(307, None, Location=other.url)
        with serving(lambda *_: elsewhere) as server, pytest.raises(ServerError):
            _client(server.url, key="s3cret").post("/x", {})
        assert other.headers == []


def test_proxy_of_the_environment_is_not_asked_about_this_machine(monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{_free_port()}")
    with serving(lambda *_: {"fine": 1}) as server:
        assert _client(server.url).post("/x", {}) == {"fine": 1}


def test_items_are_done_at_once_in_order_and_never_more_than_allowed():
    running, most, lock = 0, 0, threading.Lock()

    def work(item):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1
        return item * 2

    assert each(work, range(20), workers=4) == [item * 2 for item in range(20)]
    assert 1 < most <= 4


def test_first_error_of_the_work_is_raised_and_no_more_is_begun():
    begun = []

    def work(item):
        begun.append(item)
        if item == 2:
            raise ValueError("two")
        time.sleep(0.01)

    with pytest.raises(ValueError, match="two"):
        each(work, list(range(1000)), workers=2)
    assert len(begun) < 20


def test_what_took_too_long_is_tried_only_once_more():
    stop = threading.Event()
    with serving(lambda *_: drip(stop, 30)) as server:
        with pytest.raises(ServerError):
            _client(server.url, timeout=0.1, attempts=5).post("/x", {})
        stop.set()
        assert len(server.asked) == 2
