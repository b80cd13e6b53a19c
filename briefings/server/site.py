"""Decides what a request gets: a file of the snapshot, a redirect to one, the live reload, or nothing.

Invariant: pure functions of a request and one snapshot. A file is found by looking its name up, never by
joining paths, so there is no traversal to get wrong.
"""

from __future__ import annotations

import contextlib
import dataclasses
import html
import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from importlib.resources import files as package_files
from pathlib import PurePosixPath
from urllib.parse import quote

from briefings.errors import Problem
from briefings.regex import regex
from briefings.server.http import POLICY_OF_SEARCH, Request, RequestError, Response

NOT_FOUND = "404.html"
SEARCH = "search/index.html"
SEARCHES = (("Content-Security-Policy", POLICY_OF_SEARCH),)
CHANGED_LIMIT = 500  # names in one message; above, every page looks for itself
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
HOST = regex(r"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::([0-9]{1,5}))?")
HTML = "text/html; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
EVENT_STREAM = "text/event-stream"
SCRIPTS = ("live.js", "news.js", "worker.js", "overlay.js", "idiomorph.js")

# Ours, not the machine's registry: the preview must not differ from one machine to the next.
CONTENT_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": SCRIPT,
    ".mjs": SCRIPT,
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",  # so that a browser shows the twin instead of saving it
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of the site: its files by name (`briefings/x/index.html`), and what is wrong with it."""

    files: Mapping[str, bytes]
    """May raise `Superseded` where a file was never made."""

    problems: tuple[Problem, ...] = ()
    version: int = 1
    changed: frozenset[str] | None = None
    """The names of the files that may differ from the version before; None where only a look at all of them tells."""


class Superseded(Exception):  # noqa: N818 - what happened, in a word
    """A file of this version can be made no more: there is a newer version, or will be."""


@dataclasses.dataclass(frozen=True, slots=True)
class Door:
    """By which names and under which secret this server is reached."""

    names: frozenset[str]
    port: int
    token: str
    scripts: Mapping[str, bytes]

    @property
    def live(self) -> str:
        """The folder of the live reload; no other site can guess it."""
        return f"/__briefings/{self.token}/"


@dataclasses.dataclass(frozen=True, slots=True)
class Stream:
    """The answer to a page that wants to hear of new versions."""


# --- who asks ------------------------------------------------------------------------------------------


def refuse_foreign_host(request: Request, door: Door) -> None:
    """Answer to our own names only: a foreign name that leads here is DNS rebinding."""
    hosts = request.all("host")
    match = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if match is None:
        raise RequestError(HTTPStatus.BAD_REQUEST, "One Host header is needed.")
    if match[1].lower() not in door.names or int(match[2] or 80) != door.port:
        raise RequestError(
            HTTPStatus.MISDIRECTED_REQUEST,
            "This preview answers to localhost, 127.0.0.1 and the name given with --host.",
        )


def refuse_foreign_page(request: Request) -> None:
    """Let only pages of this server near the live reload; its Host is known to be ours."""
    own = [f"http://{host}" for host in request.all("host")]
    if request.all("origin") not in ([], own) or request.all("sec-fetch-site") not in ([], ["same-origin"]):
        raise RequestError(HTTPStatus.FORBIDDEN, "Only pages of this preview may listen here.")


# --- what they get -------------------------------------------------------------------------------------


def respond(request: Request, door: Door, newest: Callable[[], Snapshot | None]) -> Response | Stream:
    """Answer a request from one version of the site, `newest`; before the first one, ask for patience."""
    refuse_foreign_host(request, door)
    if request.path.startswith(door.live):
        refuse_foreign_page(request)
        return live_reload(request, door)
    tried: Snapshot | None = None
    while (snapshot := newest()) is not tried and snapshot is not None:
        tried = snapshot
        with contextlib.suppress(Superseded):
            return page(request.path, snapshot, door)
    return building()


def page(path: str, snapshot: Snapshot, door: Door) -> Response:
    """Answer with the file at an address, the folder's page, or the site's page for what is missing."""
    name = path[1:]
    if name == "" or name.endswith("/"):
        name += "index.html"
    if (body := snapshot.files.get(name)) is not None:
        return file(name, body, snapshot.version, door)
    if f"{name}/index.html" in snapshot.files:
        location = (("Location", quote(f"/{name}/")),)
        return Response(b"", HTML, HTTPStatus.FOUND, location)
    if (body := snapshot.files.get(NOT_FOUND)) is not None:
        found = file(NOT_FOUND, body, snapshot.version, door)
        return dataclasses.replace(found, status=HTTPStatus.NOT_FOUND)
    return Response(missing(snapshot, door), HTML, HTTPStatus.NOT_FOUND)


def file(name: str, body: bytes, version: int, door: Door) -> Response:
    """Answer with a file; a page gets the live reload on its way out."""
    content_type = CONTENT_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    if content_type == HTML:
        body = with_script(body, name, version, door)
    return Response(body, content_type, fields=SEARCHES if name == SEARCH else ())


def with_script(body: bytes, name: str, version: int, door: Door) -> bytes:
    """Add the live reload to a page: at the end of its head, or at its end where it has none."""
    tag = (
        f'<script type="module" src="{door.live}live.js" data-page="{html.escape(name)}"'
        f' data-version="{version}"></script>'
    ).encode()
    at = body.find(b"</head>")
    return body + tag if at < 0 else body[:at] + tag + body[at:]


def missing(snapshot: Snapshot, door: Door) -> bytes:
    """Make the page for a site that has not even a page for what is missing."""
    body = (
        b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No page here</title></head>'
        b"<body><p>There is no page here.</p></body></html>"
    )
    return with_script(body, NOT_FOUND, snapshot.version, door)


def building() -> Response:
    """Make the page shown while the first build is still running; it asks again by itself."""
    body = (
        b'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
        b"<title>Building</title></head><body><p>The site is being built.</p></body></html>"
    )
    return Response(body, HTML, HTTPStatus.SERVICE_UNAVAILABLE, (("Retry-After", "1"),))


# --- live reload ---------------------------------------------------------------------------------------


def client_scripts() -> Mapping[str, bytes]:
    """Read the scripts that a page loads for the live reload."""
    folder = package_files("briefings") / "live"
    return {name: (folder / name).read_bytes() for name in SCRIPTS}


def live_reload(request: Request, door: Door) -> Response | Stream:
    """Answer below the secret folder: the stream of events, and the client's scripts."""
    name = request.path.removeprefix(door.live)
    if name == "events":
        return Response(b"", EVENT_STREAM) if request.method == "HEAD" else Stream()
    if name in door.scripts:
        return Response(door.scripts[name], SCRIPT)
    raise RequestError(HTTPStatus.NOT_FOUND)


def changes(then: Snapshot | None, now: Snapshot) -> tuple[str, ...] | None:
    """Name the files that differ between two versions, or may do so; None where they are too many to name."""
    if then is None:
        return None
    changed = now.changed
    if changed is None:
        names = then.files.keys() | now.files.keys()
        changed = frozenset(name for name in names if then.files.get(name) != now.files.get(name))
    return tuple(sorted(changed)) if len(changed) <= CHANGED_LIMIT else None


def event(snapshot: Snapshot, before: Snapshot | None, changed: Iterable[str] | None) -> bytes:
    """Write a version as a server-sent event: its number, what changed since the one before, and its errors."""
    state = {
        "version": snapshot.version,
        "before": before.version if before else None,
        "changed": None if changed is None else list(changed),
        "problems": [shown(problem) for problem in snapshot.problems if problem.severity == "error"],
    }
    return f"event: state\ndata: {json.dumps(state)}\n\n".encode()


def shown(problem: Problem) -> dict[str, str]:
    """Give the parts of a problem that the overlay shows."""
    return {
        "place": str(problem.location),
        "message": problem.message,
        "frame": problem.frame,
        "hint": problem.hint,
    }
