"""A server on this machine that answers as a test says, with every way to misbehave."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class ScriptedServer(ThreadingHTTPServer):
    """Answers GET from `pages`, POST by `script(path, payload)`; both remember what was asked.

    What a page or the script gives is a JSON value, or a function that takes the handler and
    misbehaves on its own.
    """

    daemon_threads = True

    def __init__(self, script: Callable[[str, Any], Any], pages: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.pages = pages
        self.asked: list[tuple[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.headers.append(dict(self.headers))
        page = self.server.pages.get(self.path, status(404, {"error": "no such page"}))
        self._send(page)

    def do_POST(self) -> None:
        payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.asked.append((self.path, payload))
            self.server.headers.append(dict(self.headers))
        self._send(self.server.script(self.path, payload))

    def _send(self, answer: Any) -> None:
        (answer if callable(answer) else status(200, answer))(self)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def status(code: int, value: Any = None, **headers: str) -> Answer:
    return raw(code, b"" if value is None else json.dumps(value).encode(), **headers)


def raw(code: int, body: bytes, *, length: int | None = None, **headers: str) -> Answer:
    """Any bytes; with `length` more is promised than comes, and the connection ends."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Break the connection without a word, as a server that is killed."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()


def noise(handler: BaseHTTPRequestHandler) -> None:
    """Bytes that are not HTTP."""
    handler.wfile.write(b"\x00\xff\x13\x37 what is this\r\n\r\n")


def drip(stop: threading.Event, seconds: float) -> Answer:
    """One byte at a time, for ever."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not stop.wait(seconds):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return send


@contextmanager
def serving(
    script: Callable[[str, Any], Any], pages: dict[str, Any] | None = None
) -> Iterator[ScriptedServer]:
    server = ScriptedServer(script, pages or {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
