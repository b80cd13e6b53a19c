"""What a page is told about itself, and the one request that does something; over raw sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from briefings.errors import Location, Problem
from briefings.server import Manuscript, Server, Snapshot
from briefings.server.bar import is_here
from briefings.server.listen import is_near
from tests.live_support import FILES, Answer, get, page, running
from tests.test_server import secret_folder

RATES = "briefings/rates/index.html"
FILE = "content/briefings/rates.md"
WRITTEN = Manuscript(FILE, ("Draft",), ("content/sources/rates.txt",))
ERROR = Problem(Location("content/briefings/ice.md", 3, 7), "not a date: '23 Nov'", "write date: 2026-11-23")
WARNING = Problem(Location(FILE, 12), "this number does not stand in the quote", severity="warning")


@dataclass
class Shelf:
    """One manuscript, and an editor that notes what it is given."""

    manuscript: Manuscript = WRITTEN
    failure: str = ""
    opened: list[Location] = field(default_factory=list)

    def of(self, name: str) -> Manuscript | None:
        return self.manuscript if name == RATES else None

    def can_open(self) -> bool:
        return True

    def open(self, place: Location) -> str:
        self.opened.append(place)
        return self.failure


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def server(shelf: Shelf) -> Iterator[Server]:
    with running(Snapshot(FILES, (ERROR, WARNING)), manuscripts=shelf) as server:
        yield server


# --- what a page is told -------------------------------------------------------------------------------


def about(server: Server, name: str) -> dict:
    """Ask what an editor should know of a page."""
    found = get(server, f"{secret_folder(server)}about/{name}")
    assert (found.status, found["Content-Type"]) == (200, "application/json")
    return json.loads(found.body)


def test_a_page_hears_of_itself(server: Server) -> None:
    known = about(server, RATES)

    (warning,) = known.pop("warnings")
    assert (warning["place"], warning["message"]) == (f"{FILE}:12", WARNING.message)
    assert known == {"name": RATES, "file": FILE, "marks": ["Draft"], "here": [], "editor": True}


def test_a_page_hears_of_itself_as_it_is_now(server: Server, shelf: Shelf) -> None:
    about(server, RATES)
    shelf.manuscript = Manuscript(FILE)
    server.publish(Snapshot({**FILES, RATES: page("new")}, (ERROR,), version=2))

    known = about(server, RATES)
    assert (known["marks"], known["warnings"]) == ([], [])


@pytest.mark.parametrize("name", ["index.html", "nowhere/index.html", "%3Cb%3E"])
def test_a_page_without_a_manuscript_hears_of_errors_alone(server: Server, name: str) -> None:
    known = about(server, name)

    assert (known["file"], known["marks"], known["warnings"], known["here"]) == ("", [], [], [])


@pytest.mark.parametrize(
    ("path", "name", "here"),
    [
        ("content/briefings/rates.md", RATES, True),
        ("content/sources/rates.txt", RATES, True),
        ("content/briefings/ice.md", RATES, False),
        ("content/sources/ice.txt", RATES, False),
        ("content/assets/ice.png", RATES, False),
        ("themes/default/base.html", RATES, True),
        ("briefings.toml", RATES, True),
        (RATES, RATES, True),  # a bug of ours, in this page
        ("index.html", RATES, False),  # and in another one
        ("content/briefings/ice.md", "index.html", False),
        ("themes/default/base.html", "index.html", True),
        ("content/briefings/ice.md", "404.html", True),  # what is missing may be what is wrong
    ],
)
def test_an_error_is_shown_over_the_pages_that_it_concerns(path: str, name: str, *, here: bool) -> None:
    manuscript = Shelf().of(name)
    problem = Problem(Location(path), "wrong")

    assert is_here(problem, name, Snapshot(FILES), manuscript) is here


def test_a_warning_covers_no_page() -> None:
    assert not is_here(WARNING, RATES, Snapshot(FILES), Shelf().manuscript)


@pytest.mark.parametrize(
    "field", ["Origin: null", "Origin: https://evil.example", "Sec-Fetch-Site: cross-site"]
)
def test_foreign_pages_may_not_hear_of_a_page(server: Server, field: str) -> None:
    target = f"{secret_folder(server)}about/{RATES}"

    assert get(server, target, field).status == 403
    assert get(server, target, host="evil.example").status == 421
    assert get(server, f"/__briefings/guess/about/{RATES}").status == 404


def test_head_of_it_has_no_body(server: Server) -> None:
    found = get(server, f"{secret_folder(server)}about/{RATES}", method="HEAD")

    assert (found.status, found.body) == (200, b"")


# --- the one request that does something ---------------------------------------------------------------


def post(server: Server, name: str, *fields: str, folder: str = "", host: str | None = None) -> Answer:
    return get(server, f"{folder or secret_folder(server)}open/{name}", *fields, method="POST", host=host)


def own(server: Server) -> str:
    return f"Origin: http://127.0.0.1:{server.port}"


def test_the_file_of_a_page_is_opened(server: Server, shelf: Shelf) -> None:
    found = post(server, RATES, own(server), "Sec-Fetch-Site: same-origin", "Content-Length: 0")

    assert (found.status, found.body) == (200, b"")
    assert shelf.opened == [Location(FILE)]


@pytest.mark.parametrize("name", ["content/briefings/ice.md:3:7", "content/briefings/ice.md%3A3%3A7"])
def test_the_place_of_a_problem_is_opened(server: Server, shelf: Shelf, name: str) -> None:
    assert post(server, name, own(server)).body == b""
    assert shelf.opened == [ERROR.location]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "index.html",
        "feed.xml",
        FILE,  # no page, and no place of a problem as it stands
        "content/briefings/ice.md",
        "content/briefings/ice.md:4:7",
        "content/briefings/ice.md:3:7/../../../../etc/passwd",
        "../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "etc/passwd",
        "$(touch%20x)",
        "briefings/rates/index.html?file=/etc/passwd/",
    ],
)
def test_nothing_is_opened_that_the_site_does_not_name(server: Server, shelf: Shelf, name: str) -> None:
    found = post(server, name, own(server))
    if "?" in name:  # what follows is for scripts in a page, and never looked at
        assert shelf.opened == [Location(FILE)]
        return

    assert found.status == 404
    assert b"passwd" not in found.body
    assert shelf.opened == []


@pytest.mark.parametrize(
    "fields",
    [
        [],
        ["Origin: null"],
        ["Origin: http://127.0.0.1:1"],
        ["Origin: http://localhost:{port}"],  # the host of these requests is 127.0.0.1
        ["Origin: https://127.0.0.1:{port}"],
        ["Origin: http://10.0.0.1:{port}"],
        ["Origin: https://evil.example"],
        ["Origin: http://127.0.0.1:{port}", "Origin: https://evil.example"],
        ["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: cross-site"],
        ["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: same-site"],
        ["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: none"],
    ],
)
def test_only_our_pages_may_open_a_file(server: Server, shelf: Shelf, fields: list[str]) -> None:
    found = post(server, RATES, *(field.format(port=server.port) for field in fields))

    assert found.status == 403
    assert not [name for name, _ in found.fields if name.startswith("access-control-")]
    assert shelf.opened == []


def test_only_with_the_secret(server: Server, shelf: Shelf) -> None:
    for folder in ("/", "/__briefings/", "/__briefings/guess/", secret_folder(server).upper()):
        assert post(server, RATES, own(server), folder=folder).status == 405
    assert shelf.opened == []


def test_only_under_our_name(server: Server, shelf: Shelf) -> None:
    host = f"evil.example:{server.port}"

    assert post(server, RATES, f"Origin: http://{host}", host=host).status == 421
    assert shelf.opened == []


@pytest.mark.parametrize("field", ["Content-Length: 5", "Transfer-Encoding: chunked"])
def test_only_without_a_body(server: Server, shelf: Shelf, field: str) -> None:
    assert post(server, RATES, own(server), field).status == 400
    assert shelf.opened == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_only_by_post(server: Server, shelf: Shelf, method: str) -> None:
    found = get(server, f"{secret_folder(server)}open/{RATES}", own(server), method=method)

    assert found.status in {404, 405}
    assert shelf.opened == []


def test_an_editor_that_does_not_start_is_told(server: Server, shelf: Shelf) -> None:
    shelf.failure = "No editor is named."
    found = post(server, RATES, own(server))

    assert (found.status, found.body) == (200, b"No editor is named.")


def test_a_preview_without_manuscripts_opens_nothing() -> None:
    with running(Snapshot(FILES)) as server:
        assert post(server, RATES, own(server)).status == 404


def test_before_the_first_version_there_is_nothing_to_open(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(None, manuscripts=shelf) as server:
        monkeypatch.setattr("briefings.server.listen.FIRST_BUILD", 0.05)
        folder = f"/__briefings/{server._token}/"  # noqa: SLF001 - no page tells it yet
        assert post(server, RATES, own(server), folder=folder).status == 404


def test_a_client_from_elsewhere_may_read_and_no_more(
    server: Server, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.server.listen.is_near", lambda _: False)

    assert post(server, RATES, own(server)).status == 404
    assert about(server, RATES) == {}
    assert shelf.opened == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:192.168.0.9", False),
        ("192.168.0.9", False),
        ("fd00::9", False),
        ("fe80::1%eth0", False),
        ("0.0.0.0", False),  # noqa: S104 - only looked at
    ],
)
def test_who_is_near(name: str, *, near: bool) -> None:
    assert is_near(name) is near
