"""Sockets and threads of the preview server: one thread a connection, all with a limit and an end.

Invariant: no client can hold up another. Each has a time limit for every step, and where all places are
taken, the one that has been silent longest makes room.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import secrets
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import NamedTuple, Self

from briefings.errors import UsageError
from briefings.server import http
from briefings.server.bar import Manuscripts, answer
from briefings.server.live import News, stream
from briefings.server.site import LOOPBACK, Door, Snapshot, Stream, client_scripts

CLIENTS = 256  # connections at once; two hundred visitors are a promise
HEAD_TIME = 10.0  # seconds from the first byte of a request to its last
IDLE_TIME = 30.0  # seconds between two requests
SEND_TIME = 20.0  # seconds for a response, and one more for each
SLOWEST = 100_000  # bytes of it
FIRST_BUILD = 5.0  # seconds a request waits for the first version
PORTS = range(65536)
TRIED = 100  # ports above the default one
LINGER = 1.0  # seconds for a refused client to read why
UNSPECIFIED = frozenset({"0.0.0.0", "::"})  # noqa: S104 - named here to be kept out of our names
START = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\r\n"  # how a request may begin; TLS and other tongues do not


class Address(NamedTuple):
    """Where to listen; a port that was asked for is taken or refused, never replaced."""

    host: str = "127.0.0.1"
    port: int = 8000
    explicit: bool = False


# --- listening -----------------------------------------------------------------------------------------


def bind(address: Address, say: Callable[[str], None]) -> socket.socket:
    """Listen at an address, or at the next free port where the port is our default."""
    if address.port not in PORTS:
        raise UsageError(f"not a port: {address.port}; choose one from 1024 to 65535")
    last = address.port if address.explicit else min(address.port + TRIED, PORTS[-1])
    port = address.port
    while True:
        try:
            listener = listen(address.host, port)
        except UnicodeError as error:
            raise UsageError(f"not the name of a host: {address.host!r}") from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port == last:
                raise UsageError(unusable(address.host, port, error)) from error
            port += 1
        else:
            if port != address.port:
                say(f"port {address.port} is in use: taking {port}")
            return listener


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket."""
    family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(CLIENTS)
        listener.settimeout(0)
    except OSError:
        listener.close()
        raise
    return listener


def unusable(host: str, port: int, error: OSError) -> str:
    """Say why we cannot listen, and what to type instead."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use: stop what listens there, or leave --port out to get a free one"
    if error.errno == errno.EACCES:
        return f"port {port} is not ours to use: choose one above 1023"
    return f"cannot listen on {host} port {port}: {error.strerror or error}"


def own_names(host: str, arrived: str) -> frozenset[str]:
    """Give the names by which a client may call us: loopback, what was asked for, where it arrived.

    The last is an address, so it cannot be rebound as a name can.
    """
    given = {host, arrived} - UNSPECIFIED
    return LOOPBACK | {f"[{name}]" if ":" in name else name.lower() for name in given}


def is_near(name: str) -> bool:
    """Whether a client is on this machine: one from elsewhere may read, and neither edit nor see our files."""
    address = ipaddress.ip_address(name.partition("%")[0])
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


# --- one connection ------------------------------------------------------------------------------------


def receive(connection: socket.socket, until: float) -> bytes:
    """Take what has arrived; empty where the client is gone or has taken too long."""
    try:
        connection.settimeout(max(0.001, until - time.monotonic()))
        return connection.recv(16 * 1024)
    except OSError:
        return b""


def next_head(connection: socket.socket, rest: bytearray) -> bytes:
    """Take a request's head; `rest` keeps what a client sent ahead. Empty at the end of a connection."""
    until = time.monotonic() + (HEAD_TIME if rest else IDLE_TIME)
    while (end := rest.find(b"\r\n\r\n")) < 0:
        refuse_endless(rest)
        fresh = receive(connection, until)
        if not fresh and rest.strip(b"\r\n"):
            raise http.RequestError(HTTPStatus.REQUEST_TIMEOUT)
        if not fresh:
            return b""
        if not rest:
            until = time.monotonic() + HEAD_TIME
        rest += fresh
    head = bytes(rest[:end])
    del rest[: end + 4]
    if len(head) > http.HEAD_LIMIT:
        raise http.RequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    return head.lstrip(b"\r\n") or b"\0"


def refuse_endless(rest: bytearray) -> None:
    """Refuse early what cannot become a head: other protocols, lines without end, too many of them."""
    if (rest and rest[0] not in START) or b"\n\n" in rest:
        raise http.RequestError(HTTPStatus.BAD_REQUEST)
    if len(rest) > http.LINE_LIMIT and b"\r\n" not in rest:
        raise http.RequestError(HTTPStatus.REQUEST_URI_TOO_LONG)
    if len(rest) > http.HEAD_LIMIT:
        raise http.RequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)


def send(connection: socket.socket, parts: Iterable[bytes]) -> None:
    """Send all, each part within the time that its size is given."""
    for data in parts:
        connection.settimeout(SEND_TIME + len(data) / SLOWEST)
        connection.sendall(data)


def hang_up(connection: socket.socket) -> None:
    """Close so that the client can still read what we said: unread input would turn into a reset."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        until = time.monotonic() + LINGER
        while time.monotonic() < until and receive(connection, until):
            pass


# --- all of them ---------------------------------------------------------------------------------------


class Server:
    """Serves the published snapshot until stopped; use it as a context.

    `say` hears of our own bugs only: what clients do wrong is answered to them.
    """

    def __init__(
        self,
        listener: socket.socket,
        *,
        host: str,
        say: Callable[[str], None],
        manuscripts: Manuscripts | None = None,
    ) -> None:
        self._listener = listener
        self._host = host
        self._say = say
        self._manuscripts = manuscripts
        self._token = secrets.token_urlsafe(16)
        self._scripts = client_scripts()
        self._news = News()
        self._lock = threading.Lock()
        self._clients: dict[socket.socket, threading.Thread] = {}
        self._silent: dict[socket.socket, None] = {}  # those we wait for, longest first
        self._stopping = threading.Event()
        self._wake, self._woken = socket.socketpair()
        self._accepting = threading.Thread(target=self._accept_all, name="preview", daemon=True)

    @property
    def port(self) -> int:
        """The port we listen on."""
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host = "127.0.0.1" if self._host in UNSPECIFIED else self._host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def publish(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """Serve this version from now on, tell the open pages, and name the files that changed."""
        return self._news.publish(snapshot)

    def __enter__(self) -> Self:
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        self._stopping.set()
        self._wake.send(b"!")
        self._accepting.join()
        self._listener.close()
        with self._lock:
            clients = dict(self._clients)
        until = time.monotonic() + LINGER
        for connection, thread in clients.items():
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(max(0.0, until - time.monotonic()))
        self._wake.close()
        self._woken.close()

    # Connections come ------------------------------------------------------------------------------------

    def _accept_all(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self._stopping.is_set():
                selector.select()
                self._accept()

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except BlockingIOError:
            return
        except OSError:  # out of file descriptors, or gone before we came: look again in a moment
            self._stopping.wait(0.05)
            return
        if not self._has_room():
            connection.close()
            return
        thread = threading.Thread(target=self._serve, args=(connection,), name="preview client", daemon=True)
        with self._lock:
            self._clients[connection] = thread
        thread.start()

    def _has_room(self) -> bool:
        """Say whether one more client can be served, if need be instead of the longest silent one."""
        with self._lock:
            if len(self._clients) < CLIENTS:
                return True
            oldest = next(iter(self._silent), None)
            if oldest is None:
                return False
            del self._silent[oldest]
        with contextlib.suppress(OSError):
            oldest.shutdown(socket.SHUT_RDWR)
        return True

    # and are served --------------------------------------------------------------------------------------

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError):  # a client that goes away is no error
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._converse(connection)
                hang_up(connection)
        finally:
            with self._lock:
                del self._clients[connection]

    def _converse(self, connection: socket.socket) -> None:
        rest = bytearray()
        while not self._stopping.is_set():
            try:
                head = self._head(connection, rest)
                if not head:
                    return
                request = http.parse(head)
                reply = self._answer(request, connection)
            except http.RequestError as error:
                send(connection, http.encode(http.refusal(error), head_only=False, keep_alive=False))
                return
            if isinstance(reply, Stream):
                stream(connection, self._news)
                return
            keep = request.keep_alive
            send(connection, http.encode(reply, head_only=request.method == "HEAD", keep_alive=keep))
            if not keep:
                return

    def _head(self, connection: socket.socket, rest: bytearray) -> bytes:
        with self._lock:
            self._silent[connection] = None
        try:
            return next_head(connection, rest)
        finally:
            with self._lock:
                self._silent.pop(connection, None)

    def _answer(self, request: http.Request, connection: socket.socket) -> http.Response | Stream:
        """Answer one request; a bug in one must not end the preview."""
        door = Door(own_names(self._host, connection.getsockname()[0]), self.port, self._token, self._scripts)
        manuscripts = self._manuscripts if is_near(connection.getpeername()[0]) else None
        try:
            return answer(request, door, lambda: self._news.current(FIRST_BUILD), manuscripts)
        except http.RequestError:
            raise
        except Exception as error:  # the one boundary of the server
            self._say(f"a request failed, which is a bug of ours: {error!r}")
            raise http.RequestError(HTTPStatus.INTERNAL_SERVER_ERROR) from error
