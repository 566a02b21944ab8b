"""A connection that goes to the numbers it was given, whatever its name is turned to meanwhile, and that ends in time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext

import httpcore
import httpx

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When all of a fetch must be done: a server that sends a byte now and then would hold it for ever."""

    at: float
    """By `time.monotonic`."""

    def left(self, limit: float | None) -> float:
        """Seconds for the next step, at most `limit`. Raises httpcore.ReadTimeout where none are left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no time is left")
        return left if limit is None else min(left, limit)


class Pinned(httpx.BaseTransport):
    """Sends requests to `numbers`, tried in turn; the name of the host stays in the Host header and in TLS."""

    def __init__(self, numbers: Sequence[str], deadline: Deadline) -> None:
        self._heard = Heard()
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), network_backend=_Backend(numbers, deadline, self._heard), max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body not read yet."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions, request=request
        )

    def sent_after_head(self) -> int | None:
        """Bytes that came after the head of the answer so far; None where that cannot be told.

        More than the length that the head announces means that the length is wrong.
        """
        return self._heard.after_head()

    def close(self) -> None:
        """Closes its connections."""
        self._pool.close()


class Proxied(Pinned):
    """Sends requests by way of an http or https proxy, in time; names are looked up there. Raises ValueError for another one."""

    def __init__(self, proxy: str, deadline: Deadline) -> None:
        by = httpx.Proxy(proxy)
        if by.url.scheme not in ("http", "https"):
            raise ValueError(f"{by.url.scheme} is not known")
        self._heard = Heard()
        self._pool = httpcore.HTTPProxy(
            proxy_url=httpcore.URL(scheme=by.url.raw_scheme, host=by.url.raw_host, port=by.url.port, target=by.url.raw_path),
            proxy_auth=by.raw_auth,
            proxy_headers=by.headers.raw,
            ssl_context=_trust(),
            proxy_ssl_context=_trust() if by.url.scheme == "https" else None,
            network_backend=_Backend((by.url.host,), deadline, self._heard),
            max_keepalive_connections=0,
        )

    def sent_after_head(self) -> int | None:
        """None: where a proxy opens a way through, its own answer comes first."""
        return None


@cache
def _trust() -> SSLContext:
    """Whom TLS trusts: kept, since it is read from a large file."""
    return httpx.create_ssl_context()


class Heard:
    """What came over one connection: how much of it, and where the head of the answer ended."""

    _LONGEST_HEAD = 1 << 17

    def __init__(self) -> None:
        self._head = bytearray()
        self._end = -1
        self._all = 0

    def add(self, piece: bytes) -> None:
        """Counts a piece."""
        self._all += len(piece)
        if self._end < 0 and len(self._head) < self._LONGEST_HEAD:
            self._head += piece
            found = self._head.find(b"\r\n\r\n")
            self._end = found + 4 if found >= 0 else -1

    def after_head(self) -> int | None:
        """Bytes after the head; None before its end, and where the server sent word before its answer (status 1xx)."""
        known = self._end > 0 and self._head[9:10] != b"1"
        return self._all - self._end if known else None


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, numbers: Sequence[str], deadline: Deadline, heard: Heard) -> None:
        self._numbers = numbers
        self._deadline = deadline
        self._heard = heard
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        fault: Exception = httpcore.ConnectError("the host has no number")
        for number in self._numbers:
            try:
                stream = self._sockets.connect_tcp(number, port, self._deadline.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return _Stream(stream, self._deadline, self._heard)
        raise fault


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, heard: Heard) -> None:
        self._stream = stream
        self._deadline = deadline
        self._heard = heard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece = self._stream.read(max_bytes, self._deadline.left(timeout))
        self._heard.add(piece)
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline, self._heard)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
