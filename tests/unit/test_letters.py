"""Editions as mails: text that flows as RFC 3676 has it, and headers that nothing can be put into."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import letters
from briefings.letters import Letter

LETTER = Letter(
    name="2026-11-23",
    subject="Edition of 23 November 2026 | Eis & Meer",
    language="en",
    date="2026-11-23T06:30:00+01:00",
    home="https://example.org/sea/",
    html="<!doctype html>\n<p>The ice grew – by 3 %.</p>\n",
    text="The ice grew – by 3 %.\n",
    count=1,
    sender="Réyes, Ana <ana@example.org>",
    unsubscribe="https://example.org/leave/?a=1",
)


def read(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def content(part: EmailMessage) -> str:
    """What a part says, with the line ends of a file."""
    return part.get_content().replace("\r\n", "\n")


def unflowed(text: str) -> str:
    """Read text as RFC 3676 says that a mail program does, with DelSp=yes."""
    joined = ""
    for line in text.split("\n"):
        line = line.removeprefix(" ")  # noqa: PLW2901 - unstuffed
        joined += line[:-1] if line.endswith(" ") else f"{line}\n"
    return joined.removesuffix("\n")


PARAGRAPHS = [
    "Short.",
    "",
    "The hole over Antarctica closed on 1 December, the earliest date since 2019, and is smaller than it was. [1]",
    "> " * 60,
    "From here on, " * 10 + "that is all.",
    "南極上空のオゾンホールは十二月一日に閉じた。二〇一九年以来もっとも早い日付であり、専門家は回復が続くと見ている。"
    * 2,
    "รูโหว่ของโอโซนเหนือทวีปแอนตาร์กติกาปิดลงเมื่อวันที่หนึ่งธันวาคมซึ่งเร็วที่สุดนับตั้งแต่ปีสองพันสิบเก้า",
    "اكتمل بناء الجدارين في السابع والعشرين من نوفمبر، وهو أبكر موعد منذ عام 2019، كما قال مكتب الميناء في بيان.",
]


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_a_paragraph_is_broken_and_joins_again(paragraph: str) -> None:
    flowed = letters.flowed(paragraph)

    assert unflowed(flowed) == paragraph.rstrip(" ")
    assert all(letters.columns(line) <= 76 for line in flowed.split("\n"))
    assert all(letters.columns(line) <= 76 for line in letters.wrapped(paragraph).split("\n"))
    assert not any(line.startswith((">", "From ")) for line in flowed.split("\n"))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.just(" "), max_size=400))
def test_any_paragraph_joins_again(paragraph: str) -> None:
    flowed = letters.flowed(paragraph)

    assert unflowed(flowed) == paragraph.rstrip(" ")
    assert all(letters.columns(line) <= 76 for line in flowed.split("\n")) or "://" in paragraph


def test_an_address_is_never_broken() -> None:
    address = "<https://example.org/" + "a-long-name-" * 10 + "/>"

    assert letters.wrapped(f"See here, please: {address} and there.").split("\n") == [
        "See here, please:",
        address,
        "and there.",
    ]


def test_a_text_in_a_file_has_no_spaces_at_its_ends() -> None:
    assert letters.wrapped("The ice grew. " * 20 + "\n\nEnd.\n").count(" \n") == 0


def test_a_mail_reads_back() -> None:
    found = read(letters.mail(LETTER))
    text, page = found.iter_parts()

    assert found.get_content_type() == "multipart/alternative"
    assert found["Subject"] == LETTER.subject
    assert found["From"].addresses[0].display_name == "Réyes, Ana"
    assert found["From"].addresses[0].addr_spec == "ana@example.org"
    assert found["Date"].datetime.isoformat() == LETTER.date
    assert found["Content-Language"] == "en"
    assert found["List-Unsubscribe"] == "<https://example.org/leave/?a=1>"
    assert re.fullmatch(r"<2026-11-23\.[0-9a-f]{24}@example\.org>", found["Message-ID"])
    assert found["To"] is None
    assert (text.get_content_type(), content(text)) == ("text/plain", LETTER.text)
    assert dict(text["Content-Type"].params) == {"charset": "utf-8", "format": "flowed", "delsp": "yes"}
    assert (page.get_content_type(), content(page)) == ("text/html", LETTER.html)


def test_a_mail_is_plain_ascii_in_short_lines() -> None:
    data = letters.mail(LETTER.but(text="漢字" * 400, html="<p>" + "é" * 4000))

    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_same_letter_is_the_same_mail_and_another_is_not() -> None:
    assert letters.mail(LETTER) == letters.mail(LETTER)
    other = LETTER.but(text="The ice shrank.\n")
    assert read(letters.mail(other))["Message-ID"] != read(letters.mail(LETTER))["Message-ID"]


HOSTILE = [
    "Ice\r\nBcc: eve@example.com",
    "Ice\n\nBody",
    "=?utf-8?q?Ice=0D=0ABcc:_eve@example.com?=",
    "a=?utf-8?b?DQpCY2M6IGV2ZUBleGFtcGxlLmNvbQ==?=",
    "Ice\u2028Bcc: eve@example.com\x85X: y\x0bZ: z\x00",
    "\ud800Ice",
    "--=_boundary--",
    "Ice " * 400,
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_writes_a_header_or_ends_a_part(title: str) -> None:
    plain = read(letters.mail(LETTER))
    found = read(
        letters.mail(LETTER.but(subject=title, sender=f"{title.split(maxsplit=1)[0][:20]} <a@example.org>"))
    )

    assert found.keys() == plain.keys()
    assert "\n" not in found["Subject"]
    assert [content(part) for part in found.iter_parts()] == [LETTER.text, LETTER.html]
    shown = found["Subject"].replace("\N{WORD JOINER}", "")
    assert shown.split() == re.sub("[\x00\ud800]", "", title).split()


def test_a_site_at_an_odd_address_has_a_message_id() -> None:
    for home in ("https://bücher.example/", "https://a..b/", "https:///"):
        assert re.fullmatch(
            r"<[\x21-\x7e]+@[a-z0-9.-]+>", read(letters.mail(LETTER.but(home=home)))["Message-ID"]
        )


def test_gmail_shows_102_kilobytes() -> None:
    assert not LETTER.but(html="é" * (51 * 1024)).is_clipped
    assert LETTER.but(html="é" * (51 * 1024) + "x").is_clipped
