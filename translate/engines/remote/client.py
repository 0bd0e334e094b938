"""JSON requests to one server, with patience: retries, back-off, and knowing when it is down.

Waits grow by the factor two from try to try and are drawn at random below that ("full jitter", AWS
Architecture Blog, Exponential Backoff And Jitter, 2015), so that requests that failed together do
not come back together. What the server says in `Retry-After` goes first (RFC 9110, 10.2.3).
"""

from __future__ import annotations

import json
import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from .address import is_loopback
from .settings import Settings
from .transport import Answer, ServerError, exchange

_log = logging.getLogger(__name__)

_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504, 529))
_REFUSED = frozenset((401, 402, 403, 404, 405, 407))
_MESSAGE = 200
"""Code points of a server's own message that are passed on."""


class Client:
    """Asks one server; many threads may share it.

    Args:
        base: the address that paths are put behind.
        key: the key to the server, or the empty string. It goes into no log and no message.
        bearer: send the key as `Authorization: Bearer`; False leaves it to the requests.
        key_variable: where the key comes from, for messages.
        settings: see `Settings`.
        clock: seconds that never go back.
        sleep: waits for some seconds.
        random: draws the waits.
    """

    def __init__(
        self,
        base: str,
        *,
        key: str = "",
        bearer: bool = True,
        key_variable: str,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        random: Random | None = None,
    ) -> None:
        self.base = base
        self.settings = settings
        self._key = key
        self._key_variable = key_variable
        self._headers = {"Accept": "application/json", "User-Agent": "kohesi"}
        if key and bearer:
            self._headers["Authorization"] = f"Bearer {key}"
        if key and base.startswith("http:") and not is_loopback(base):
            _log.warning("the key to %s goes over an unencrypted connection", base)
        self._clock = clock
        self._sleep = sleep
        self._random = random or Random()
        self._lock = threading.Lock()
        self._failed = 0
        self._last: ServerError | None = None
        self._not_before = -math.inf

    def __getstate__(self) -> dict[str, Any]:
        """Travel to another process without the lock, which is that of this one's threads."""
        return {name: value for name, value in vars(self).items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _lock=threading.Lock())

    def get(self, path: str, *, timeout: float | None = None) -> Any:
        """Return the JSON value at a path; see `post` for the errors."""
        return self._ask(path, None, timeout or self.settings.timeout)

    def post(self, path: str, payload: Mapping[str, Any]) -> Any:
        """Post a JSON object and return the JSON value of the answer.

        Raises:
            ServerError: no usable answer came, after the retries that made sense.
        """
        body = json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
        return self._ask(path, body, self.settings.timeout)

    def _ask(self, path: str, body: bytes | None, timeout: float) -> Any:
        tries = self._enter()
        for attempt in range(1, tries + 1):
            try:
                value = self._once(path, body, timeout)
            except ServerError as fault:
                wait = self._wait(fault, attempt)
                asks_too_long = fault.wait is not None and wait > self.settings.longest_wait
                too_slow = fault.slow and attempt > 1
                if not fault.passing or attempt == tries or asks_too_long or too_slow:
                    self._leave(fault)
                    raise
                _log.info("%s; trying again in %.1f s", fault.message, wait)
                if fault.wait is not None:
                    self._hold(wait)
                self._sleep(wait)
            else:
                self._leave(None)
                return value
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _once(self, path: str, body: bytes | None, timeout: float) -> Any:
        pause = self._not_before - self._clock()
        if 0 < pause <= self.settings.longest_wait:
            self._sleep(pause)
        headers = dict(self._headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        answer = exchange(
            self.base + path, body=body, headers=headers, timeout=timeout, clock=self._clock
        )
        try:
            value = json.loads(answer.body)
        except ValueError:
            value = None
        if answer.status != 200:
            raise self._refusal(answer, value)
        if value is None:
            raise ServerError("the server's answer is no JSON", passing=True)
        return value

    def _refusal(self, answer: Answer, value: Any) -> ServerError:
        status = answer.status
        said = self._said(value)
        hint = None
        if status in (401, 403, 407):
            text = "the server refuses access"
            hint = f"is the key in the environment variable {self._key_variable} right?"
            hint = hint if self._key else f"set the environment variable {self._key_variable}"
        elif status == 404:
            text = "the server knows no such address or model"
        elif status == 429:
            text = "the server asks to slow down"
        elif 300 <= status < 400:
            text, hint = "the server sends the request elsewhere", "give the address itself"
        elif status >= 500:
            text = "the server failed"
        else:
            text = "the server refuses the request"
        return ServerError(
            f"{text}: HTTP {status}{f', {said!r}' if said else ''}",
            status=status,
            passing=status in _PASSING,
            refused=status in _REFUSED or 300 <= status < 400,
            wait=_retry_after(answer.headers.get("retry-after", "")) if status >= 400 else None,
            hint=hint,
        )

    def _said(self, value: Any) -> str:
        """Return the server's own words about an error, short, on one line, without the key."""
        for name in ("error", "message", "detail"):
            while isinstance(value, dict) and name in value:
                value = value[name]
        if not isinstance(value, str):
            return ""
        if self._key:
            value = value.replace(self._key, "***")
        words = " ".join("".join(c if c.isprintable() else " " for c in value).split())
        return words if len(words) <= _MESSAGE else f"{words[: _MESSAGE - 1]}…"

    def _wait(self, fault: ServerError, attempt: int) -> float:
        if fault.wait is not None:
            return fault.wait
        most = min(self.settings.backoff * 2 ** (attempt - 1), self.settings.longest_wait)
        with self._lock:
            return self._random.uniform(0, most)

    def _hold(self, wait: float) -> None:
        """Keep the requests of all threads back for as long as the server asks."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + wait)

    def _enter(self) -> int:
        """Return how often a request may be tried now.

        Raises:
            ServerError: not at all, because the server counts as down.
        """
        with self._lock:
            down = self._failed >= self.settings.tolerance
            pause = self._not_before - self._clock()
            if (
                self._last is not None
                and pause > 0
                and (down or pause > self.settings.longest_wait)
            ):
                raise ServerError(
                    f"{self._last.message}; not asked again so soon",
                    status=self._last.status,
                    hint=self._last.hint,
                )
            return 1 if down else self.settings.attempts

    def _leave(self, fault: ServerError | None) -> None:
        """Note how a request ended."""
        with self._lock:
            if fault is None:
                self._failed, self._last = 0, None
                return
            if not (fault.passing or fault.refused):
                return  # the fault of this one request, not of the server
            self._failed += 1
            self._last = fault
            rest = fault.wait or 0.0
            if self._failed >= self.settings.tolerance:
                rest = math.inf if fault.refused else max(rest, self.settings.rest)
            if rest:
                self._not_before = max(self._not_before, self._clock() + rest)


def _retry_after(value: str) -> float | None:
    """Read `Retry-After`: seconds, or a date (RFC 9110, 10.2.3); None where it says nothing."""
    if value.strip().isdecimal():
        return float(value)
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, moment - time.time())
