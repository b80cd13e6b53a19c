"""Licences by their SPDX names: what is one, what readers see of it, and what is offered instead of what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.licences import NAMED, UNPORTED, Part, canonical, expression, nearest, parts


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("cc-by-sa-3.0-de", "CC-BY-SA-3.0-DE"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC  BY-ND-NC  1.0", "CC-BY-NC-ND-1.0"),
        ("CC BY-SA 4.0 International", "CC-BY-SA-4.0"),
        (
            "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License",
            "CC-BY-NC-SA-4.0",
        ),
        ("Attribution 3.0 Unported", "CC-BY-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0/de/deed.en", "CC-BY-NC-ND-3.0-DE"),
        ("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("CC0", "CC0-1.0"),
        ("OGL-UK-3.0", "OGL-UK-3.0"),
        ("PDDL-1.0", "PDDL-1.0"),
        ("GFDL-1.3-or-later", "GFDL-1.3-or-later"),
        ("(MIT and CC-BY-4.0) or licenseref-house", "(MIT AND CC-BY-4.0) OR LicenseRef-house"),
        ("CC-BY-5.0", ""),
        ("https://creativecommons.org/licenses/by/9.0/", ""),
        ("CC-BY", ""),
        ("All photos CC BY 4.0 unless noted", ""),
        ("© 2025 Example Desk", ""),
        ("NONE", ""),
        ("(" * 90 + "MIT" + ")" * 90, "(" * 90 + "MIT" + ")" * 90),
        ("(" * 5000, ""),
        ("", ""),
    ],
)
def test_what_is_a_licence(text: str, known: str) -> None:
    assert canonical(text) == known


def test_all_names_of_ours_are_names_of_spdx() -> None:
    assert {name for name in (*UNPORTED, *NAMED) if expression(name) != name} == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CC BY 4.0", [("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")]),
        ("CC-BY-SA-3.0-IGO", [("CC BY-SA 3.0 IGO", "https://creativecommons.org/licenses/by-sa/3.0/igo/")]),
        ("CC-BY-NC-ND-1.0", [("CC BY-NC-ND 1.0", "https://creativecommons.org/licenses/by-nd-nc/1.0/")]),
        ("CC0-1.0", [("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")]),
        ("GFDL-1.2-only", [("GFDL 1.2", "https://www.gnu.org/licenses/old-licenses/fdl-1.2.html")]),
        ("Apache-2.0", [("Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html")]),
        ("LicenseRef-by-letter-of-May-2025", [("by letter of May 2025", "")]),
        (
            "CC-BY-4.0 OR (MIT AND LicenseRef-x)",
            [
                ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
                (" OR (", ""),
                ("MIT", "https://spdx.org/licenses/MIT.html"),
                (" AND x)", ""),
            ],
        ),
        ("all rights  reserved", [("all rights reserved", "")]),
        (" ", []),
    ],
)
def test_what_readers_see(text: str, shown: list[tuple[str, str]]) -> None:
    assert parts(text) == tuple(Part(*each) for each in shown)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("CC-BY-5.0", "did you mean CC-BY-4.0?"),
        ("CC-BY-5", "did you mean CC-BY-4.0?"),
        ("cc by", "did you mean CC-BY-4.0?"),
        ("CC-BY-SA", "did you mean CC-BY-SA-4.0?"),
        ("CC BY 4.0", "did you mean CC-BY-4.0?"),
        ("ODbL", "did you mean ODbL-1.0?"),
        ("OGL-UK", "did you mean OGL-UK-3.0?"),
        ("MIT OR CC-BY-SA-5.0", "did you mean CC-BY-SA-4.0?"),
        (
            "© 2025 Example Desk",
            "write an SPDX identifier such as CC-BY-4.0, or LicenseRef-NAME for terms of its own",
        ),
    ],
)
def test_what_is_offered_instead(text: str, hint: str) -> None:
    assert nearest(text) == hint


@given(st.text() | st.text("CBYSAND0-.4()OR +", max_size=30))
def test_any_text_is_known_or_not(text: str) -> None:
    known = canonical(text)

    assert canonical(known) == known
    assert nearest(text)
    if not known:
        assert "".join(part.text for part in parts(text)) == " ".join(text.split())
