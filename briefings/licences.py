"""Licences by their SPDX names: whether a text is one, what readers call it, and where it can be read.

Invariant: only a text that is a whole SPDX expression, or a usual spelling of one licence of Creative Commons, is
known; nothing is read into a sentence about rights.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping

from briefings.model import Value
from briefings.regex import regex

COMMONS = regex(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(1\.0|2\.0|2\.1|2\.5|3\.0|4\.0)(?:-([A-Z]{2,3}))?")
FREE_DOCUMENTATION = regex(r"GFDL-(1\.[123])(?:-(?:no-)?invariants)?(-or-later|-only)?")
OWN = "LicenseRef-"
CREATIVE = "https://creativecommons.org/"
OPEN_DATA = "https://opendatacommons.org/licenses/"
OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/"
NAMED: Mapping[str, tuple[str, str]] = {
    "CC0-1.0": ("CC0 1.0", f"{CREATIVE}publicdomain/zero/1.0/"),
    "CC-PDM-1.0": ("Public Domain Mark 1.0", f"{CREATIVE}publicdomain/mark/1.0/"),
    "CC-PDDC": ("Public Domain Dedication", f"{CREATIVE}licenses/publicdomain/"),
    "ODbL-1.0": ("Open Database License 1.0", f"{OPEN_DATA}odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", f"{OPEN_DATA}by/1-0/"),
    "PDDL-1.0": ("Public Domain Dedication and License 1.0", f"{OPEN_DATA}pddl/1-0/"),
    **{f"OGL-UK-{n}.0": (f"Open Government Licence {n}.0", f"{OPEN_GOVERNMENT}{n}/") for n in (1, 2, 3)},
    "etalab-2.0": (
        "Licence Ouverte 2.0",
        "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
    ),
    "DL-DE-BY-2.0": ("Datenlizenz Deutschland Namensnennung 2.0", "https://www.govdata.de/dl-de/by-2-0"),
    "DL-DE-ZERO-2.0": ("Datenlizenz Deutschland Zero 2.0", "https://www.govdata.de/dl-de/zero-2-0"),
}
"""Licences of texts and data that are not numbered like those of Creative Commons."""

KINDS = ("BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND")
UNPORTED = frozenset(
    f"CC-{kind}-{version}" for kind in KINDS for version in ("1.0", "2.0", "2.5", "3.0", "4.0")
)
USUAL = (*sorted(UNPORTED), *NAMED, "GFDL-1.3-or-later", "LicenseRef-NAME")
"""What a mistyped name is compared with."""

DEED = regex(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(by[a-z-]*)/(\d\.\d)(?:/([a-z]{2,3}))?|publicdomain/(zero|mark)/1\.0)"
    r"(?:/(?:deed|legalcode)(?:\.[\w-]+)?)?/?",
    re.IGNORECASE,
)
SHORT = regex(
    r"CC[ -]?(BY(?:[ -](?:NC|SA|ND))*)[ -]?v?(\d\.\d)(?:[ -](?:International|Unported))?", re.IGNORECASE
)
LONG = regex(
    r"(?:Creative Commons )?Attribution((?:[ -]+(?:Non-?Commercial|Share-?Alike|No-?Deriv(?:ative)?s))*)"
    r" v?(\d\.\d)(?: (?:International|Unported))?(?: License| Licence)?",
    re.IGNORECASE,
)
ZERO = regex(r"CC[ -]?(?:0|Zero)(?:[ -]?v?1\.0)?(?: Universal)?", re.IGNORECASE)
LONGEST = 200  # characters: longer texts are prose, or brackets in brackets
TOKEN = regex(r"[()]|[^\s()]+|\s+")
OPERATORS = frozenset({"AND", "OR", "WITH"})


class Part(Value, frozen=True):
    """A piece of an expression as readers see it: a licence with its address, or what stands between two."""

    text: str
    url: str = ""


@functools.lru_cache(512)
def canonical(text: str) -> str:
    """Give a text as the SPDX expression that it is, or is a usual spelling of; "" where it is none."""
    text = " ".join(text.split())
    return text if text in UNPORTED or text in NAMED else expression(text) or spelt(text)


def expression(text: str) -> str:
    """Give an SPDX expression in its own letters; "" for what is none."""
    if len(text) > LONGEST:
        return ""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # noqa: PLC0415 - 35 ms

    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return ""


def spelt(text: str) -> str:
    """Give the licence of Creative Commons that a text spells out, or whose address it is."""
    if ZERO.fullmatch(text):
        return "CC0-1.0"
    if found := DEED.fullmatch(text):
        kind, version, port, public = found.groups()
        if public:
            return "CC0-1.0" if public.lower() == "zero" else "CC-PDM-1.0"
        return numbered(kind, version, port or "")
    if found := SHORT.fullmatch(text):
        return numbered(found[1], found[2])
    if found := LONG.fullmatch(text):
        words = re.sub(r"[ -]", "", found[1]).lower()
        more = [short for long, short in LETTERS.items() if long in words]
        return numbered("-".join(("BY", *more)), found[2])
    return ""


LETTERS: Mapping[str, str] = {"noncommercial": "NC", "sharealike": "SA", "noderiv": "ND"}


def numbered(kind: str, version: str, port: str = "") -> str:
    """Give the identifier of a licence of Creative Commons; "" where SPDX has none."""
    letters = sorted(kind.upper().replace(" ", "-").split("-"), key=("BY", "NC", "SA", "ND").index)
    return expression("-".join(("CC", *letters, version, *([port.upper()] if port else []))))


@functools.lru_cache(512)
def parts(text: str) -> tuple[Part, ...]:
    """Give a licence as readers see it; a text that is not known stands as it was written, in one part."""
    known = canonical(text)
    if not known:
        return (Part(" ".join(text.split())),) if text.strip() else ()
    pieces = list[Part]()
    for part in map(shown, TOKEN.findall(known)):
        if pieces and not part.url and not pieces[-1].url:
            part = Part(pieces.pop().text + part.text)  # noqa: PLW2901 - what has no address is one piece
        pieces.append(part)
    return tuple(pieces)


def shown(token: str) -> Part:
    """Give a piece of an expression with the name that its authors use, and the address where it can be read."""
    bare = token.removesuffix("+")
    if not bare.strip("() ") or bare in OPERATORS:
        return Part(token)
    if bare.startswith(OWN):
        return Part(bare.removeprefix(OWN).replace("-", " "))
    if bare in NAMED:
        return Part(*NAMED[bare])
    if found := COMMONS.fullmatch(bare):
        kind, version, port = found.groups()
        folder = "by-nd-nc" if (kind, version) == ("BY-NC-ND", "1.0") else kind.lower()  # its deed lies there
        address = "/".join(filter(None, (folder, version, (port or "").lower())))
        return Part(f"CC {kind} {version}{f' {port}' if port else ''}", f"{CREATIVE}licenses/{address}/")
    if found := FREE_DOCUMENTATION.fullmatch(bare):
        later = " or later" if found[2] == "-or-later" else ""
        old = "" if found[1] == "1.3" else "old-licenses/"
        return Part(f"GFDL {found[1]}{later}", f"https://www.gnu.org/licenses/{old}fdl-{found[1]}.html")
    return Part(token, f"https://spdx.org/licenses/{bare}.html")


def nearest(text: str) -> str:
    """Say what to write for a text that is no SPDX expression."""
    meant = spelt(" ".join(text.split()))
    near = [meant] if meant else list(near_to(text))
    if near:
        return f"did you mean {near[0]}?"
    return "write an SPDX identifier such as CC-BY-4.0, or LicenseRef-NAME for terms of its own"


def near_to(text: str) -> Iterator[str]:
    """Give the usual name most like each piece that is not known: of those that begin so the shortest, and newest."""
    names = {name.casefold(): name for name in USUAL}
    for piece in re.split(r"\s+(?:AND|OR)\s+|[()]", " ".join(text.split())[:LONGEST]):
        if piece and not expression(piece):
            word = piece.casefold().replace(" ", "-")
            base = re.sub(r"-[\d.]+$", "", word)
            begun = sorted((-len(name), name) for name in names if name.startswith(f"{base}-"))
            near = [name for _, name in begun[-1:]] or difflib.get_close_matches(word, names, 1, 0.7)
            yield from (names[name] for name in near)
