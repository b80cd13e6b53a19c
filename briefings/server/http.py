"""Reads a request's head and writes a response: the small part of HTTP/1.1 that a preview needs.

Invariant: pure functions over bytes. Whatever is not plainly a GET, HEAD or POST without a body is refused, and
no byte of a request is ever written into a response.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from briefings.regex import regex

LINE_LIMIT = 8 * 1024  # bytes of the request line
HEAD_LIMIT = 32 * 1024  # bytes; cookies of other servers on localhost come to us as well
FIELD_LIMIT = 100  # header lines
LARGE = 256 * 1024  # bytes of a body; below, one packet more costs more than a copy
METHODS = frozenset({"GET", "HEAD", "POST"})

REQUEST_LINE = regex(r"([A-Z]{1,20}) (/[!-~]*) HTTP/1\.([01])")
FIELD = regex(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)")
BAD_ESCAPE = regex(r"%(?![0-9A-Fa-f]{2})")
HTTP_VERSION = regex(r"HTTP/[0-9.]+")
READING_ONLY = "Only GET and HEAD are answered here."

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
POLICY_OF_SEARCH = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""The policy of the page that searches: its engine is WebAssembly. Text becomes no script there either."""

SECURITY = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class RequestError(Exception):
    """A request that gets no more than a status and a fixed sentence."""

    def __init__(self, status: HTTPStatus, why: str = "") -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """A well-formed request without a body; `path` is decoded once, header names are in lower case."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    keep_alive: bool = True

    def all(self, name: str) -> list[str]:
        """Give every value of a header."""
        return [value for key, value in self.fields if key == name]


@dataclasses.dataclass(frozen=True, slots=True)
class Response:
    """What is sent back; its length and the security headers are added on the way out."""

    body: bytes
    content_type: str = "text/plain; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    fields: tuple[tuple[str, str], ...] = ()


# --- in ------------------------------------------------------------------------------------------------


def parse(head: bytes) -> Request:
    """Read a request's head, without the empty line that ends it."""
    line, *lines = head.decode("latin-1").split("\r\n")
    method, target, minor = request_line(line)
    if len(lines) > FIELD_LIMIT:
        raise RequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    request = Request(method, path(target), tuple(map(field, lines)))
    refuse_body(request)
    closing = minor == "0" or "close" in ",".join(request.all("connection")).lower()
    return dataclasses.replace(request, keep_alive=not closing)


def request_line(line: str) -> tuple[str, str, str]:
    """Split a request line into method, target and minor version."""
    if len(line) > LINE_LIMIT:
        raise RequestError(HTTPStatus.REQUEST_URI_TOO_LONG)
    method, _, rest = line.partition(" ")
    if method not in METHODS and method.isalpha():
        raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED, READING_ONLY)
    version = rest.rpartition(" ")[2]
    if HTTP_VERSION.fullmatch(version) and not version.startswith("HTTP/1."):
        raise RequestError(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
    match = REQUEST_LINE.fullmatch(line)
    if match is None:
        raise RequestError(HTTPStatus.BAD_REQUEST)
    return match[1], match[2], match[3]


def path(target: str) -> str:
    """Decode the path of a target, once; what follows `?` is for scripts in the page."""
    encoded = target.partition("?")[0]
    if "#" in target or BAD_ESCAPE.search(encoded):
        raise RequestError(HTTPStatus.BAD_REQUEST)
    try:
        return unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        raise RequestError(HTTPStatus.BAD_REQUEST) from None


def field(line: str) -> tuple[str, str]:
    """Split a header line; a folded one, or a name followed by a blank, is how requests are smuggled."""
    match = FIELD.fullmatch(line)
    if match is None:
        raise RequestError(HTTPStatus.BAD_REQUEST)
    return match[1].lower(), match[2].strip(" \t")


def refuse_body(request: Request) -> None:
    """Refuse what announces a body: we would have to agree with others on where it ends."""
    lengths = request.all("content-length")
    if request.all("transfer-encoding") or lengths not in ([], ["0"]):
        raise RequestError(HTTPStatus.BAD_REQUEST, "A request with a body is not answered here.")


# --- out -----------------------------------------------------------------------------------------------


def refusal(error: RequestError) -> Response:
    """Say no, in words of our own."""
    text = f"{error.status.value} {error.status.phrase}\n{error.why}".strip() + "\n"
    allow = (("Allow", "GET, HEAD"),) if error.status is HTTPStatus.METHOD_NOT_ALLOWED else ()
    return Response(text.encode(), status=error.status, fields=allow)


def encode(response: Response, *, head_only: bool, keep_alive: bool) -> tuple[bytes, ...]:
    """Write a response as it goes over the wire; a large body is not copied for each client."""
    connection = "keep-alive" if keep_alive else "close"
    fields = (("Content-Length", str(len(response.body))), ("Connection", connection), *response.fields)
    head = encode_head(response.status, response.content_type, fields)
    if head_only:
        return (head,)
    return (head + response.body,) if len(response.body) < LARGE else (head, response.body)


def encode_head(status: HTTPStatus, content_type: str, fields: Iterable[tuple[str, str]]) -> bytes:
    """Write the head of a response, with what every response carries."""
    common = (("Date", formatdate(usegmt=True)), ("Content-Type", content_type), *SECURITY)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name}: {value}" for name, value in {**dict(common), **dict(fields)}.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
