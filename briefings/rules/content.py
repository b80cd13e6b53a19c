"""Rules from the files of a site to its pages: configuration, sources, documents, facts, briefings, pages.

Invariant: whatever a rule reads, it reads through its task; names are paths below the site's root.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import json
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from html import escape
from urllib.parse import quote, unquote, urlsplit

from briefings import config, frontmatter, pages, readers, slugs, toml
from briefings.errors import BriefingsError, Location, Problem, frame
from briefings.graph import Product, Task
from briefings.inputs import Listing
from briefings.model import Briefing, Document, Facts, FrontMatter, RawText, SourceRef, Value
from briefings.plugins import Registry
from briefings.readers import sidecar
from briefings.rules import images
from briefings.state import product
from briefings.studies import Studies

SOURCES = "content/sources"
BRIEFINGS = "content/briefings"
PAGES = "content/pages"
ASSETS = "content/assets"
DATA = "content/data"
DROPPED = f"{BRIEFINGS}/.dropped"


# --- configuration -------------------------------------------------------------------------------------


def make_config(task: Task, _: str) -> Product:
    """Read the configuration of the site."""
    texts = {path: decoded(task.need("file", path), path) for path in config.FILES}
    return product(config.parse(texts))


def decoded(data: bytes | None, path: str) -> str | None:
    """Decode a file of the site's own; raises with the place of what is not UTF-8."""
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        place = Location(
            path, data.count(b"\n", 0, error.start) + 1, len(data[start : error.start].decode()) + 1
        )
        raise BriefingsError(
            f"not UTF-8: byte {data[error.start]:#04x} at offset {error.start}",
            place,
            hint="save the file as UTF-8",
            frame=frame(data.decode("utf-8", "replace"), place.line, place.column),
        ) from error


def make_data(task: Task, name: str) -> Product:
    """Read a data file for templates: `content/data/NAME.toml`, or else `NAME.json`."""
    for suffix, parse in DATA_FORMATS.items():
        path = f"{DATA}/{name}{suffix}"
        data = task.need("file", path) if posixpath.normpath(path) == path else None
        if data is not None:
            return product(parse(decoded(data, path) or "", path))
    names = [
        posixpath.splitext(path.removeprefix(f"{DATA}/"))[0] for path in task.need("listing", DATA).files
    ]
    hint = nearest(name, names) if names else "a template asks for it"
    raise BriefingsError("there is no such data file", Location(f"{DATA}/{name}.toml"), hint=hint)


def read_json(text: str, path: str) -> object:
    """Read JSON; raises with the place of what is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = Location(path, error.lineno, error.colno)
        what = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise BriefingsError(what, place, frame=frame(text, error.lineno, error.colno)) from error


DATA_FORMATS: Mapping[str, Callable[[str, str], object]] = {".toml": toml.parse, ".json": read_json}


def make_settings(task: Task, name: str) -> Product:
    """Give one section of the configuration, so that a change of another concerns nobody here."""
    return product(getattr(task.need("config", ""), name))


# --- sources -------------------------------------------------------------------------------------------


def make_sources(registry: Registry, task: Task, _: str) -> Product:
    """List the sources that have a reader; what is no plain file is named and left out, and so are records of links."""
    found: Listing = task.need("listing", SOURCES)
    for path, kind in found.odd:
        task.note(Problem(Location(path), f"left out: {kind}", "put the file itself here", "warning"))
    readable, files = [], frozenset(found.files)
    for path in found.files:
        if path.endswith(sidecar.SUFFIX):
            if path.removesuffix(sidecar.SUFFIX) not in files:
                task.note(Problem(Location(path), "stands beside no source", orphan_hint(path), "warning"))
            continue
        if path.lower().endswith(readers.RECORD):
            continue
        try:
            readers.reader_of(path, registry.readers)
        except BriefingsError as error:
            task.note(dataclasses.replace(error.problem, severity="warning"))
        else:
            readable.append(path)
    return product(readable)


def make_is_source(task: Task, path: str) -> Product:
    """Say whether a source is there, so that another one that comes or goes concerns nobody here."""
    return product(path in task.need("sources", ""))


def orphan_hint(path: str) -> str:
    """Say what such a file is for."""
    name = posixpath.basename(path).removesuffix(sidecar.SUFFIX)
    return f"it holds what you decide about {name}: rename it with its source, or delete it"


def make_source(registry: Registry, studies: Studies, task: Task, path: str) -> Product:
    """Decode a source, as the file beside it says; that there is none is known too."""
    data = task.need("file", path)
    if data is None:
        raise BriefingsError("no such file", Location(path))
    name = path + sidecar.SUFFIX
    beside: bytes | None = task.need("file", name)
    raw = studies.made(
        "source",
        path,
        (data, beside),
        lambda: readers.read(data, path, registry.readers, sidecar.parse(beside, name)),
    )
    for problem in readers.warnings(raw):
        task.note(problem)
    return product(raw)


def make_document(registry: Registry, studies: Studies, task: Task, path: str) -> Product:
    """Clean a source."""
    from briefings import cleaning  # noqa: PLC0415 - a build without a new source cleans nothing

    off = turned_off(task, "clean", "cleaning step", registry.steps)
    raw: RawText = task.need("source", path)
    return product(
        studies.made("document", path, (raw, off), lambda: cleaning.clean(raw, off, registry.steps).document)
    )


def make_facts(registry: Registry, studies: Studies, task: Task, path: str) -> Product:
    """Find the facts of a source."""
    from briefings import facts  # noqa: PLC0415 - a build without a new source finds none

    off = turned_off(task, "facts", "fact finder", registry.finders)
    document: Document = task.need("document", path)
    answers: dict[str, str] = task.need("answers", path) if registry.asks else {}
    return product(
        studies.made(
            "facts",
            path,
            (document, off, answers),
            lambda: facts.find(document, off, registry.finders, answers),
        )
    )


def turned_off(task: Task, section: str, what: str, known: Collection[str]) -> tuple[str, ...]:
    """Give the steps (finders) that the configuration turns off; an unknown name is an error there."""
    off: tuple[str, ...] = task.need("settings", section).off
    for name in off:
        if name not in known:
            raise misconfigured(task, f"no {what} {name!r}", f"{section}.off", nearest(name, known))
    return off


def misconfigured(task: Task, message: str, key: str, hint: str) -> BriefingsError:
    """Give an error that points at a key of the configuration."""
    path = next((path for path in config.FILES if task.need("file", path) is not None), config.FILES[0])
    return config.at_key(message, key, hint, decoded(task.need("file", path), path) or "", path)


def nearest(name: str, known: Collection[str]) -> str:
    """Name the known word that is most like this one, or all of them where none is."""
    close = difflib.get_close_matches(name, known, 1)
    return f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"


# --- which briefing belongs to which source ------------------------------------------------------------


class Owner(Value, frozen=True):
    """The briefing that was made from a source, and what of it a new draft keeps."""

    path: str
    id: str
    dated: str = ""
    """The date as it stands there, so that a guessed one stays what it was."""
    several: bool = False
    """Whether the briefing has more than one source: then the tool leaves it to its editor."""


def make_claims(task: Task, path: str) -> Product:
    """Say which sources a briefing file names, even where its front matter cannot be read."""
    try:
        meta: FrontMatter = task.need("meta", path)
    except BriefingsError:
        text = (task.need("file", path) or b"").decode("utf-8", "replace")
        files = re.findall(r"^[ \t-]*file:\s*[\"']?(.+?)[\"']?\s*$", text, re.MULTILINE)
        ids = re.findall(r"^id:\s*[\"']?(\w+)", text, re.MULTILINE)
        return product((ids[0] if ids else "", files, ""))
    dated = meta.date.isoformat() if meta.date else ""
    return product((meta.id, [source.file for source in meta.sources if source.file], dated))


def make_owners(task: Task, _: str) -> Product:
    """Give the briefing of each source: by the id of its bytes first, so that a renamed source keeps its own."""
    names: list[str] = task.need("briefings", "")
    sources: list[str] = task.need("sources", "")
    claims = {path: task.need("claims", path) for path in names}
    by_id = {claim[0]: path for path, claim in reversed(claims.items()) if claim[0]}
    by_file = {file: path for path, claim in reversed(claims.items()) for file in claim[1]}
    present = {source: task.need("source-id", source) for source in sources}
    owners: dict[str, Owner] = {}
    for source, identity in present.items():
        path = by_id.get(identity) or claimed_by_name(
            source, by_file, claims, set(present.values()) - {identity}
        )
        if path:
            ident, files, dated = claims[path]
            owners[source] = Owner(path, ident or identity, dated, len(files) > 1)
    return product(owners)


def claimed_by_name(
    source: str, by_file: dict[str, str], claims: dict[str, tuple[str, list[str], str]], others: set[str]
) -> str | None:
    """Give the briefing that names this source, unless its own one text now lies in another source."""
    path = by_file.get(source.removeprefix(f"{SOURCES}/"))
    if path is None:
        return None
    ident, files, _ = claims[path]
    return None if len(files) == 1 and ident in others else path


def make_owner(task: Task, source: str) -> Product:
    """Give the briefing of one source, or None."""
    return product(task.need("owners", "").get(source))


def make_source_id(task: Task, path: str) -> Product:
    """Give the id that a briefing drafted from these bytes gets."""
    from briefings import drafting  # noqa: PLC0415 - a build without a new source drafts nothing

    return product(drafting.briefing_id(task.need("file", path) or b""))


def make_twins(task: Task, _: str) -> Product:
    """Give the first source with the same bytes for each that is an exact copy."""
    firsts: dict[str, str] = {}
    twins: dict[str, str] = {}
    for source in task.need("sources", ""):
        first = firsts.setdefault(task.need("source-id", source), source)
        if first != source:
            twins[source] = first
    return product(twins)


# --- drafts --------------------------------------------------------------------------------------------


def make_draft(task: Task, path: str) -> Product:
    """Write the briefing of a source as the tool would write it now."""
    from briefings import drafting  # noqa: PLC0415 - a build without a new source drafts nothing

    site: config.SiteSettings = task.need("settings", "site")
    settings: config.DraftSettings = task.need("settings", "draft")
    document: Document = task.need("document", path)
    owner: Owner | None = task.need("owner", path)
    found: Facts = task.need("facts", path)
    date, guessed = document.published, False
    if date is None:
        kept = dt.date.fromisoformat(owner.dated[:10]) if owner and owner.dated else None
        date, guessed = kept or task.need("clock", "today"), True
    text = drafting.draft(
        document,
        found,
        drafting.Setting(
            id=owner.id if owner else task.need("source-id", path),
            file=path.removeprefix(f"{SOURCES}/"),
            date=date,
            date_guessed=guessed,
            body=settings.body,
            status=settings.status,
            topics=settings.topics,
            language=site.language,
        ),
    )
    return product(text)


# --- briefings and other pages -------------------------------------------------------------------------


def make_briefings(task: Task, name: str) -> Product:
    """List the Markdown files of a folder of content."""
    found: Listing = task.need("listing", name or BRIEFINGS)
    for path, kind in found.odd:
        task.note(Problem(Location(path), f"left out: {kind}", "put the file itself here", "warning"))
    return product([path for path in found.files if path.endswith(".md")])


def make_briefing(task: Task, path: str) -> Product:
    """Read a Markdown file; its `slug` becomes a path on disk, so it must be one."""
    data = task.need("file", path)
    if data is None:
        raise BriefingsError("no such file", Location(path))
    text = decoded(data, path) or ""
    found = frontmatter.parse(text, path)
    if found.meta.slug:
        check_slug(found.meta.slug, text, path)
    return product(found)


def check_slug(slug: str, text: str, path: str) -> None:
    """Refuse a slug that could lead out of its folder, hide another page, or differ by its case alone."""
    try:
        slugs.check(slug, frontmatter.locate(text, path, "slug"))
    except BriefingsError as error:
        raise BriefingsError.of(problem.framed(text) for problem in error.problems) from error


def make_meta(task: Task, path: str) -> Product:
    """Give the front matter alone, so that an edit of the body concerns the page alone."""
    briefing: Briefing = task.need("briefing", path)
    return product(briefing.meta)


def make_address(task: Task, path: str) -> Product:
    """Give the address of a Markdown file."""
    return product(pages.own_url(path, task.need("meta", path)))


def make_page(task: Task, path: str) -> Product:
    """Make the page of a Markdown file; what its sources do not support is noted."""
    briefing: Briefing = task.need("briefing", path)
    site: config.SiteSettings = task.need("settings", "site")
    url: str = task.need("address", path)
    sizes: dict[str, images.Size] = {}

    def resolved(href: str, line: int, *, image: bool) -> str:
        address = resolve(task, Location(path, line), url, href, image=image)
        if image and (found := size_of(task, path, href)):
            sizes[escape(address)] = found
        return address

    around = pages.Surroundings(site.language, documents_of(task, briefing))
    made, problems = pages.page(briefing, around, resolved, lambda html: images.sized(html, sizes))
    for problem in problems:
        task.note(problem)
    return product(made)


def documents_of(task: Task, briefing: Briefing) -> dict[str, Document]:
    """Give the cleaned sources of a briefing that can be had, by their id in it."""
    found = {ref.id: source_of(task, ref, briefing.path) for ref in briefing.meta.sources}
    return {name: document for name, document in found.items() if document}


def size_of(task: Task, path: str, href: str) -> images.Size | None:
    """Give the size of a picture that a Markdown file shows; None where it is none of the site's own files."""
    below = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(urlsplit(href).path)))
    if not below.startswith(f"{ASSETS}/") or task.need("asset-address", below) is None:
        return None
    return images.size(task.need("file", below))


def source_of(task: Task, ref: SourceRef, path: str) -> Document | None:
    """Give the cleaned source that an entry names; one that is gone or cannot be read is noted."""
    if not ref.file:
        return None
    name = f"{SOURCES}/{ref.file}"
    if not task.need("is-source", name):
        task.note(
            Problem(
                Location(path),
                f"source {ref.id} is gone: {name}",
                "its facts cannot be checked any more",
                "warning",
            )
        )
        return None
    try:
        document: Document = task.need("document", name)
    except BriefingsError:
        return None  # reported where the source is drafted
    return document


def resolve(task: Task, place: Location, url: str, href: str, *, image: bool) -> str:
    """Give the address to put into a page for one written in its Markdown; noted where it leads nowhere."""
    parts = urlsplit(href)
    if parts.scheme or href.startswith(("//", "#")) or not parts.path:
        return href
    target = unquote(parts.path)
    below = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), target))
    tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    if target.startswith("/"):
        return relative(url, quote(target)) + tail
    found = led_to(task, place.path, target)
    if found is None:
        if image or target.endswith(".md") or below.startswith("content/"):
            hint = (
                "images and files go into content/assets"
                if image
                else "link to a .md file or to an address such as /about/"
            )
            task.note(Problem(place, f"leads nowhere: {href}", hint, "warning"))
        return href
    return relative(url, found) + tail


def led_to(task: Task, path: str, target: str) -> str | None:
    """Give the address of the file that a link from a Markdown file names; None where it names none of ours."""
    below = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if below.startswith(f"{ASSETS}/"):
        address: str | None = task.need("asset-address", below)
        return address
    is_page = target.endswith(".md") and below.startswith("content/")
    if is_page and below in task.need("briefings", posixpath.dirname(below)):
        return address_or_none(task, below)
    return None


def address_or_none(task: Task, path: str) -> str | None:
    """Give the address of another Markdown file; None where that file is in error."""
    try:
        address: str = task.need("address", path)
    except BriefingsError:
        return None
    return address


def relative(here: str, there: str) -> str:
    """Give the relative link from one address of the site to another; both begin at the root."""
    if here[: here.find("/", 1) + 1] != there[: here.find("/", 1) + 1]:  # nothing in common: nearly always so
        return "../" * (here.count("/") - 1) + there[1:] or "./"
    base, target = here.split("/")[1:-1], there.split("/")[1:]
    same = 0
    while same < len(base) and same < len(target) - 1 and base[same] == target[same]:
        same += 1
    return "../" * (len(base) - same) + "/".join(target[same:]) or "./"
