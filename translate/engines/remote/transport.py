"""One exchange with a server over HTTP, and everything that can go wrong in it by name."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import EngineError

from .address import is_loopback

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

MOST_BYTES = 4 << 20
"""An answer that is longer is not the translation of a segment."""


class ServerError(EngineError):
    """A request that got no usable answer.

    Attributes:
        status: the HTTP status, None where none came.
        passing: whether it may be different when the request is sent again.
        refused: whether every other request would fare the same: no access, no such address.
        wait: seconds that the server asks to wait, None where it asks nothing.
        slow: whether the time was over; what took too long once is tried only once more.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        passing: bool = False,
        refused: bool = False,
        wait: float | None = None,
        slow: bool = False,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.passing = passing
        self.refused = refused
        self.wait = wait
        self.slow = slow


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status, headers by lower-case name, and the body, complete."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(
    url: str,
    *,
    body: bytes | None,
    headers: Mapping[str, str],
    timeout: float,
    clock: Callable[[], float] = time.monotonic,
) -> Answer:
    """Send a request and read the whole answer, whatever its status; no redirect is followed.

    Redirects are not followed because the request carries a key and the text of an article.
    Proxies of the environment are used, except for servers on this machine.

    Args:
        url: where to.
        body: what is posted, None to get.
        headers: headers of the request.
        timeout: seconds until the answer must have come; the server's last bytes may take as
            long again.
        clock: seconds that never go back.

    Raises:
        ServerError: no connection, no answer in time, the connection broke in the middle, or the
            answer is not HTTP or too long. All but the last may pass.
    """
    from http.client import HTTPException
    from urllib.error import URLError
    from urllib.request import Request

    request = Request(url, data=body, headers=dict(headers))
    deadline = clock() + timeout
    try:
        with _opener(direct=is_loopback(url)).open(request, timeout=timeout) as response:
            content = _read(response, deadline, clock)
            return Answer(
                response.status,
                {name.lower(): value for name, value in response.headers.items()},
                content,
            )
    except URLError as error:
        raise _fault(error.reason, timeout) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _fault(error, timeout) from error


def _opener(*, direct: bool) -> OpenerDirector:
    """An opener without the handlers that follow redirects or turn a status into an error."""
    from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler

    opener = OpenerDirector()
    for handler in (ProxyHandler({} if direct else None), HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    return opener


def _read(response: HTTPResponse, deadline: float, clock: Callable[[], float]) -> bytes:
    length = response.headers.get("Content-Length", "")
    expected = int(length) if length.isdigit() else None
    content = bytearray()
    while expected is None or len(content) < expected:
        chunk = response.read1(65536)
        if not chunk:
            break
        content += chunk
        if len(content) > MOST_BYTES:
            raise ServerError(f"the server's answer is longer than {MOST_BYTES >> 20} MB")
        if clock() > deadline:
            raise TimeoutError
    if expected is not None and len(content) < expected:
        raise ConnectionResetError
    return bytes(content)


def _fault(reason: BaseException | str, timeout: float) -> ServerError:
    """Say in the user's words what an exception of the network means."""
    from http.client import IncompleteRead
    from socket import gaierror
    from ssl import SSLError

    hint = None
    if isinstance(reason, TimeoutError):
        text = f"the server gave no whole answer in {timeout:g} s"
    elif isinstance(reason, ConnectionRefusedError):
        text = "the server cannot be reached: connection refused"
        hint = "is it running, and is the address right?"
    elif isinstance(reason, gaierror):
        text = "the server cannot be reached: its name is not known"
        hint = "is the address right?"
    elif isinstance(reason, SSLError):
        text = "the server cannot be reached: no trusted TLS connection"
    elif isinstance(reason, ConnectionError | IncompleteRead):
        text = "the server broke the connection before its answer was whole"
    elif isinstance(reason, OSError):
        cause = (reason.strerror or type(reason).__name__).lower()
        text = f"the server cannot be reached: {cause}"
    else:
        text = "the server's answer is not HTTP"
    return ServerError(text, passing=True, slow=isinstance(reason, TimeoutError), hint=hint)
