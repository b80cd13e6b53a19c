"""What the preview tells an editor about one page, and the one request that does something: open its file.

Invariant: a request chooses among the files that the published snapshot names, by a page or by the place of a
problem; it brings no path of its own, and no word of it becomes part of a command.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Protocol

from briefings.errors import Location, Problem
from briefings.server.http import READING_ONLY, Request, RequestError, Response
from briefings.server.site import (
    NOT_FOUND,
    Door,
    Snapshot,
    Stream,
    refuse_foreign_host,
    refuse_foreign_page,
    respond,
    shown,
)

ABOUT = "about/"
OPEN = "open/"
CONTENT = "content/"
JSON = "application/json"


@dataclasses.dataclass(frozen=True, slots=True)
class Manuscript:
    """The file that a page is written in, what must be known of it, and the sources that it cites."""

    file: str
    marks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Manuscripts(Protocol):
    """The files behind the pages, and the editor that opens them; asked from many threads at once."""

    def of(self, name: str) -> Manuscript | None:
        """Give the manuscript of a page by the name of its file in the site; None for a list."""

    def can_open(self) -> bool:
        """Whether there is an editor to open a file in."""

    def open(self, place: Location) -> str:
        """Open a file of the site in the editor; where that fails, say why."""


def answer(
    request: Request, door: Door, newest: Callable[[], Snapshot | None], manuscripts: Manuscripts | None
) -> Response | Stream:
    """Answer a request: what concerns one page is answered here, all else by the site."""
    name = request.path.removeprefix(door.live)
    if request.method == "POST":
        refuse_foreign_host(request, door)
        return opened(request, door, newest(), manuscripts)
    if request.path != name and name.startswith(ABOUT):
        refuse_foreign_host(request, door)
        refuse_foreign_page(request)
        return described(name.removeprefix(ABOUT), newest(), manuscripts)
    return respond(request, door, newest)


# --- the one request that does something ---------------------------------------------------------------


def opened(
    request: Request, door: Door, snapshot: Snapshot | None, manuscripts: Manuscripts | None
) -> Response:
    """Open a file in the editor, and answer with words where that fails; the page that asks must be ours and say so."""
    if not request.path.startswith(door.live + OPEN):
        raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED, READING_ONLY)
    refuse_foreign_page(request)
    if not request.all("origin"):
        raise RequestError(HTTPStatus.FORBIDDEN, "Only pages of this preview may open a file.")
    name = request.path.removeprefix(door.live + OPEN)
    place = place_of(name, snapshot, manuscripts) if snapshot and manuscripts else None
    if place is None or manuscripts is None:
        raise RequestError(HTTPStatus.NOT_FOUND, "This preview names no such file.")
    return Response(manuscripts.open(place).encode())


def place_of(name: str, snapshot: Snapshot, manuscripts: Manuscripts) -> Location | None:
    """Find the place that is meant: the manuscript of a page, or where a problem is."""
    if name in snapshot.files:
        manuscript = manuscripts.of(name)
        return Location(manuscript.file) if manuscript else None
    return next((problem.location for problem in snapshot.problems if str(problem.location) == name), None)


# --- what a page is told about itself ------------------------------------------------------------------


def described(name: str, snapshot: Snapshot | None, manuscripts: Manuscripts | None) -> Response:
    """Answer what an editor should know of a page: nothing to a reader from elsewhere."""
    known = about(name, manuscripts, snapshot) if snapshot and manuscripts else {}
    return Response(json.dumps(known).encode(), JSON)


def about(name: str, manuscripts: Manuscripts, snapshot: Snapshot) -> dict[str, object]:
    """Tell what an editor should know of a page."""
    manuscript = manuscripts.of(name) if name in snapshot.files else None
    file = manuscript.file if manuscript else ""
    return {
        "name": name,
        "file": file,
        "marks": manuscript.marks if manuscript else (),
        "warnings": [shown(problem) for problem in snapshot.problems if is_warning(problem, file)],
        "here": sorted(
            {str(p.location) for p in snapshot.problems if is_here(p, name, snapshot, manuscript)}
        ),
        "editor": manuscripts.can_open(),
    }


def is_warning(problem: Problem, file: str) -> bool:
    """Whether this is something to check in the file of a page."""
    return problem.severity == "warning" and problem.location.path == file


def is_here(problem: Problem, name: str, snapshot: Snapshot, manuscript: Manuscript | None) -> bool:
    """Whether an error stands in the way of this page, and not of another one alone.

    What lies outside of the content (theme, settings) concerns every page; what is missing may be what is wrong.
    """
    path = problem.location.path
    if problem.severity != "error":
        return False
    own = (name, manuscript.file, *manuscript.sources) if manuscript else (name,)
    if name == NOT_FOUND or path in own:
        return True
    return not path.startswith(CONTENT) and path not in snapshot.files
