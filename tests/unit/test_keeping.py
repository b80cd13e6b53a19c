"""Blocks that an editor keeps: they survive every step at their place, and the file that says so loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import cleaning
from briefings.errors import BriefingsError
from briefings.model import Document, RawText
from briefings.readers import sidecar
from briefings.readers.keeping import Entry, extended

FIRST = "The mayor of Tarn said that the old bridge would be closed for the whole of the winter."
SECOND = "Divers will look at the two piers in the river in January, when the water is low and clear."
THIRD = "The council decides in March what the repairs may cost, and who of its members will pay."
ASIDE = "You may also like"
COOKIES = "We use cookies to improve your experience. By continuing to use this site you agree to our use of cookies."


def cleaned(text: str, *keep: str) -> Document:
    return cleaning.clean(RawText("a.txt", text, keep=tuple(map(cleaning.digest, keep)))).document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


# --- what survives -------------------------------------------------------------------------------------


PHOTO = "Photo: The bridge in 1963 (Getty Images)"


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ([FIRST, SECOND, FIRST, THIRD], 2),  # repeats
        ([FIRST, SECOND, THIRD, ASIDE], 3),  # tail
        ([FIRST, "Also read: Ten bridges of the valley", SECOND], 1),  # inserts
        ([FIRST, COOKIES, SECOND], 1),  # notices
        ([FIRST, "Advertisement", SECOND], 1),  # menus
        ([FIRST, "[____]", SECOND], 1),  # form-fields
        (["Bridge closed", "By Ana Reyes", FIRST, SECOND], 1),  # bylines
        (["Bridge closed", FIRST, "16 October 2025", SECOND], 2),  # dates
    ],
)
def test_a_kept_block_survives_at_its_place(lines: list[str], at: int) -> None:
    text, keep = "\n\n".join(lines), lines[at]
    body = lines[lines[0] == "Bridge closed" :]

    assert texts(cleaned(text)) == [
        line for number, line in enumerate(lines) if line in body and number != at
    ]
    assert texts(cleaned(text, keep)) == body


def test_a_kept_caption_is_a_paragraph() -> None:
    text = f"{FIRST}\n\n{PHOTO}\n\n{SECOND}"

    assert [block.kind for block in cleaned(text).blocks] == ["paragraph", "caption", "paragraph"]
    assert [block.kind for block in cleaned(text, PHOTO).blocks] == ["paragraph"] * 3


def test_a_kept_signature_stays() -> None:
    text = f"{FIRST}\n\n{SECOND}\n\n--\nAna Reyes, harbour office\n"

    assert texts(cleaned(text, "Ana Reyes, harbour office")) == [FIRST, SECOND, "Ana Reyes, harbour office"]


def test_a_kept_block_of_a_page_survives_the_search_for_the_article() -> None:
    menu = ["Home", "News", "Sport", "Culture", "Contact", "Share", "Subscribe", "Log in"]
    foot = [
        "About us",
        "Privacy policy",
        "Terms of use",
        "Contact us",
        "Cookie settings",
        "Advertise with us",
    ]
    page = "\n\n".join([*menu, "The bridge at Tarn is closed", FIRST, SECOND, THIRD, *foot])

    assert "Contact us" not in texts(cleaned(page))
    assert texts(cleaned(page, "Contact us")) == [*texts(cleaned(page)), "Contact us"]


def test_a_second_title_can_be_kept() -> None:
    raw = RawText("a.txt", f"{FIRST}\n\nBridge closed\n\n{SECOND}", title="Bridge closed")
    keep = (cleaning.digest("Bridge closed"),)

    assert "Bridge closed" not in texts(cleaning.clean(raw).document)
    assert cleaning.clean(raw).changes[-1].line == 3
    assert "Bridge closed" in texts(
        cleaning.clean(RawText(raw.path, raw.text, title=raw.title, keep=keep)).document
    )


def test_the_digest_is_that_of_the_words() -> None:
    assert cleaning.digest("You may also like") == cleaning.digest("YOU MAY ALSO LIKE:")
    assert cleaning.digest("caf\u00e9") == cleaning.digest("cafe\u0301")
    assert cleaning.digest("* * *") != cleaning.digest("---")
    assert cleaning.digest("You may also like") != cleaning.digest("You may like")


def test_edits_elsewhere_do_not_lose_what_is_kept() -> None:
    keep = "Ten bridges to see before winter"

    assert keep in texts(
        cleaned(f"A new first paragraph, which is long enough.\n\n{FIRST}\n\n{ASIDE}\n\n{keep}", keep)
    )


def test_what_would_have_gone_is_said() -> None:
    raw = RawText("a.txt", f"{FIRST}\n{ASIDE}\nTen bridges to see", keep=(cleaning.digest(ASIDE),))
    (change,) = [change for change in cleaning.clean(raw).changes if change.line == 2]

    assert (change.step, change.mark, change.after) == ("tail", "kept", ASIDE)


def test_a_digest_that_nothing_has_changes_nothing() -> None:
    text = f"{FIRST}\n\n{ASIDE}\n\nTen bridges to see"

    assert cleaned(text, "Something else") == cleaned(text)


# --- the file beside -----------------------------------------------------------------------------------

NEW = [Entry("aaaa", "You may also\x07 like\nthis"), Entry("bbbb", "word " * 40)]
ROWS = '  "aaaa",  # You may also\\x07 like this\n  "bbbb",  # ' + ("word " * 12).strip() + " …\n"
ADVICE = "# Blocks that cleaning leaves in. Delete a line, and its block goes again.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "",
            f"# What was decided about a.txt, which itself is never written.\n{ADVICE}keep = [\n{ROWS}]\n",
        ),
        ('title = "A"', f'title = "A"\n{ADVICE}keep = [\n{ROWS}]\n'),
        ("keep = []\n", f"keep = [\n{ROWS}]\n"),
        (
            '# mine\nkeep = ["x"] # ours\ntitle = "A"\n',
            f'# mine\nkeep = ["x",\n{ROWS}] # ours\ntitle = "A"\n',
        ),
        (
            'keep = [\n  "x", # one, ] and two\n  "y" # last\n]\n',
            f'keep = [\n  "x", # one, ] and two\n  "y", # last\n{ROWS}]\n',
        ),
        ('"keep" = [\n"x",\n]', f'"keep" = [\n"x",\n{ROWS}]'),
        ('keep=[\'x\' , """]y"""]', f'keep=[\'x\' , """]y""",\n{ROWS}]'),
        (
            "title = '''\nkeep = [\"x\"]\n'''\n",
            f"title = '''\nkeep = [\"x\"]\n'''\n{ADVICE}keep = [\n{ROWS}]\n",
        ),
    ],
)
def test_digests_are_added_and_all_else_stays(before: str, after: str) -> None:
    assert extended(before, "a.txt.toml", NEW) == after
    assert sidecar.parse(after.encode(), "a.txt.toml").keep[-2:] == ("aaaa", "bbbb")


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    made = extended('\ufefftitle = "A"\r\nkeep = [\r\n]\r\n', "a.txt.toml", NEW[:1])

    assert made == '\ufefftitle = "A"\r\nkeep = [\r\n' + ROWS.splitlines()[0] + "\r\n]\r\n"


def test_what_is_kept_already_is_not_written_again() -> None:
    text = 'keep = ["aaaa", "bbbb"]'

    assert extended(text, "a.txt.toml", NEW) == text


@pytest.mark.parametrize("text", ["keep = [", 'keep = "x"', "colour = 1"])
def test_a_file_that_cannot_be_read_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(BriefingsError, match=r"a\.txt\.toml:1:"):
        extended(text, "a.txt.toml", NEW)


VALUE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: '"' + text.replace("\\", "").replace('"', "") + '"'
)
COMMENT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(lambda text: f"# {text}\n")


@given(
    st.lists(VALUE, max_size=4),
    st.lists(COMMENT, min_size=6, max_size=6),
    st.booleans(),
    st.sampled_from(["", "\n", " "]),
)
def test_any_list_is_extended_without_loss(
    values: list[str],
    comments: list[str],
    is_closed: bool,  # noqa: FBT001
    gap: str,
) -> None:
    rows = [
        f"{gap}{value}{',' if is_closed or at + 1 < len(values) else ''} {comments[at]}"
        for at, value in enumerate(values)
    ]
    text = f'{comments[4]}title = "A" {comments[5]}keep = [{"".join(rows)}]\n'
    made = extended(text, "a.txt.toml", NEW)

    assert sidecar.parse(made.encode(), "a").keep == (*sidecar.parse(text.encode(), "a").keep, "aaaa", "bbbb")
    assert all(comment.strip() in made for comment in comments[: len(values)])
