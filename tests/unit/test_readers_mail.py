"""Mails: the best of their texts, their headers, what is attached; and that no mail takes long."""

from __future__ import annotations

import datetime as dt
import time
from email.message import EmailMessage

import pytest

from briefings import readers
from briefings.cleaning import clean
from briefings.errors import BriefingsError
from briefings.model import RawText
from briefings.readers import mail as reader
from tests.files import mail

TEXT = "The hole over Antarctica closed on 1 December.\n\nIt was the earliest date since 2019.\n"
PAGE = "<html><body><h1>Ozone</h1>" + "<p>The hole over Antarctica closed on 1 December, early.</p>" * 12


def read(made: EmailMessage | bytes) -> RawText:
    return readers.read(bytes(made), "a.eml")


def refusal(data: bytes) -> str:
    with pytest.raises(BriefingsError) as caught:
        readers.read(data, "a.eml")
    return caught.value.problem.message


def test_the_headers_are_title_author_and_date():
    raw = read(mail(TEXT, subject="Fwd: Re: Ozón — early"))

    assert (raw.title, raw.author, raw.published) == ("Ozón — early", "Ana Réyes", dt.date(2025, 12, 1))
    assert raw.text == TEXT


def test_an_address_is_not_published_as_a_name():
    assert read(b"From: ana@example.org\nSubject: x\n\nSome text.\n").author == ""


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_every_transfer_encoding_is_undone(encoding: str):
    made = EmailMessage()
    made.set_content(TEXT, cte=encoding)

    assert read(made).text == TEXT


def test_charsets():
    head = b"Subject: x\nContent-Type: text/plain; charset=%s\nContent-Transfer-Encoding: 8bit\n\n"

    assert read(head % b"iso-8859-1" + "Zürich".encode("latin-1")).text == "Zürich"
    assert read(head % b"koi8-r" + "Привет".encode("koi8-r")).text == "Привет"
    assert read(head % b"iso-8859-1" + "Zürich".encode()).text == "Zürich"  # what it says is not so


def test_lines_that_flow_are_joined():
    head = b"Subject: x\nContent-Type: text/plain; format=flowed\n\n"

    assert read(head + b"One \ntwo.\nThree.\n").text == "One two.\nThree.\n"
    assert read(head + b"> One \n> two.\n>> Deeper.\n-- \nAna\n").text == "> One two.\n>> Deeper.\n--\nAna\n"


def test_spaces_at_line_ends_are_deleted_where_that_is_said():
    head = b"Subject: x\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"

    assert read(head + b"On \ne.\n").text == "One.\n"


def test_a_fact_is_told_by_the_line_of_the_file():
    document = clean(read(b"Subject: x\nFrom: a@b.c\n\nThe hole closed on 1 December.\n")).document

    assert document.blocks[0].line == 4


def test_a_page_within_a_mail_has_the_lines_of_the_file():
    made = mail(
        page="\n".join(["<html><body>", *[f"<p>Sentence {n} of this long page.</p>" for n in range(20)]])
    )
    lines = bytes(made).decode().split("\n")
    blocks = clean(read(made)).document.blocks

    assert [block.line for block in blocks] == [
        lines.index(f"<p>{block.text}</p>") + 1 for block in blocks if block.text
    ]
    assert len(blocks) == 20


def test_the_plain_text_is_preferred():
    assert read(mail(TEXT, "<p>The hole over Antarctica closed on 1 December.<p>Unsubscribe")).text == TEXT


def test_the_page_is_read_where_the_text_only_says_that_there_is_one():
    raw = read(mail("View this mail in your browser.", PAGE))

    assert "closed on 1 December, early" in raw.text
    assert "browser" not in raw.text


def test_a_page_in_which_no_article_is_found_is_read_whole():
    raw = read(mail(page="<table><tr><td>Two words.<style>p{}</style></td></tr></table>"))

    assert "Two words." in raw.text
    assert "p{}" not in raw.text


def test_what_is_attached_is_told():
    made = mail(TEXT)
    made.add_attachment(b"hello", maintype="text", subtype="plain", filename="notes.txt")
    made.add_attachment(mail("inner text", subject="Inner"))
    found = reader.attachments(bytes(made), "a.eml")

    assert [part.name for part in found] == ["notes.txt", "Inner.eml"]
    assert found[0].data == b"hello"
    assert read(found[1].data).title == "Inner"
    assert read(made).text == TEXT


def test_a_mail_without_a_text_is_refused():
    made = EmailMessage()
    made.set_content(b"x", maintype="image", subtype="png")

    assert refusal(bytes(made)) == "no text in this mail"


def nested(depth: int, tail: bytes) -> bytes:
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    return parts + b"\n" + tail


@pytest.mark.parametrize(
    "data",
    [
        nested(5_000, b"text"),
        nested(90, b"text of a line\n" * 100_000),
        b"From: " + b"(" * 1_000_000 + b"\n\ntext",
        b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\ntext",
        b"Subject: x\n" + b"X-A: y\n" * 200_000 + b"\ntext",
        b"Content-Type: text/plain; " + b"a*0=b;" * 200_000 + b"\n\ntext",
        b"Content-Type: message/rfc822\n\n" * 3_000 + b"text",
        b"\n",
        b"\xff" * 100_000,
    ],
    ids=["parts", "lines", "comments", "words", "headers", "parameters", "mails", "nothing", "noise"],
)
def test_no_mail_takes_long(data: bytes):
    began = time.process_time()
    try:
        read(data)
        reader.attachments(data, "a.eml")
    except BriefingsError:
        pass

    assert time.process_time() - began < 10
