"""Where a server is, and the key to it: neither may carry a secret into a log or a report."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

from corpus.errors import EngineError


def check_address(url: str | None, *, engine: str, example: str, key_variable: str) -> str:
    """Return the address without a slash at its end, when it can be used and holds no secret.

    Args:
        url: what the user gave, None when nothing was given.
        engine: the engine that asks for it.
        example: an address to show in a message.
        key_variable: the environment variable that a key belongs in.

    Raises:
        EngineError: there is none, it is no http or https address, or it holds a user name, a
            password or a query, in which keys are often put. The message repeats none of these.
    """
    if not url or not url.strip():
        raise EngineError(
            f"engine {engine!r} needs the address of a server", hint=f"--url {example}"
        )
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
        parts = urlsplit("")
    if "@" in url:
        raise EngineError(
            "an address with a user name or a password is refused: it would end up in logs",
            hint=f"put the key into the environment variable {key_variable}",
        )
    if parts.query or parts.fragment or "?" in url:
        raise EngineError(
            "an address with a query is refused: keys in it would end up in logs",
            hint=f"put the key into the environment variable {key_variable}",
        )
    if parts.scheme not in ("http", "https") or not host or any(c.isspace() for c in host):
        raise EngineError("this is no http or https address", hint=f"--url {example}")
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def read_key(variable: str) -> str:
    """Return the key in an environment variable, the empty string when there is none.

    Raises:
        EngineError: it holds characters that no key has (a line break, a space, a letter that is
            not ASCII). The message does not repeat it.
    """
    key = os.environ.get(variable, "").strip()
    if not all("!" <= character <= "~" for character in key):
        raise EngineError(
            f"the key in {variable} holds a space, a line break or a letter that is not ASCII",
            hint="set it again",
        )
    return key
