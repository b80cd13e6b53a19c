"""PDF files and Word documents: their text, and that none of them unpacks to more than we can hold."""

from __future__ import annotations

import io
import sys
import time
import zlib

import pypdf
import pytest

from briefings import readers
from briefings.cleaning import clean
from briefings.errors import BriefingsError
from tests.files import docx, paragraph, pdf, pdf_of

LINES = ("The pier at Ryde, on the Isle of Wight, is 681", "metres long. It opened on 26 July 1814.")


def refusal(data: bytes, path: str) -> BriefingsError:
    began = time.process_time()
    with pytest.raises(BriefingsError) as caught:
        readers.read(data, path)
    assert time.process_time() - began < 10
    return caught.value


def test_the_text_of_a_pdf_file():
    document = clean(readers.read(pdf(*LINES), "a.pdf")).document

    assert document.text.split() == " ".join(LINES).split()


def test_a_pdf_file_of_pictures_says_so():
    assert "no text in this PDF file" in str(refusal(pdf(), "a.pdf"))
    assert "OCR" in str(refusal(pdf(), "a.pdf"))


def test_a_password_is_not_asked_for():
    writer = pypdf.PdfWriter(io.BytesIO(pdf(*LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)

    assert "protected by a password" in str(refusal(made.getvalue(), "a.pdf"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"\0" * 1000, pdf(*LINES)[:300], docx()])
def test_what_is_no_pdf_file_is_refused(data: bytes):
    refusal(data, "a.pdf")


def test_a_page_that_unpacks_to_gigabytes_is_refused():
    bomb = zlib.compress(b"0 0 m " * 30_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bomb), bomb)

    refusal(pdf_of(stream), "a.pdf")


def test_a_tree_of_pages_that_holds_itself_ends():
    refusal(pdf(*LINES).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), "a.pdf")


def test_the_text_of_a_word_document():
    raw = readers.read(docx(paragraph("The pier", "Heading1"), paragraph("It is 681 m long.")), "a.docx")
    document = clean(raw).document

    assert raw.text == "# The pier\n\nIt is 681 m long.\n\n"
    assert (document.title, document.text) == ("The pier", "It is 681 m long.")


def test_an_empty_document_is_refused():
    assert "no text in this document" in str(refusal(docx(), "a.docx"))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"x" * 1000, docx(paragraph("x"))[:400], pdf(*LINES)])
def test_what_is_no_word_document_is_refused(data: bytes):
    assert "not a Word document" in str(refusal(data, "a.docx"))


def test_a_document_that_unpacks_to_too_much_is_refused():
    bomb = docx(paragraph("x"), more=[("word/media/a.bin", b"\0" * 70_000_000)])

    assert len(bomb) < 100_000
    assert "too large" in str(refusal(bomb, "a.docx"))


def test_what_would_be_read_for_minutes_is_refused():
    drawn = zlib.compress(b"BT /F1 12 Tf " + b"(words) Tj " * 800_000 + b"ET")
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn)

    assert "too large" in str(refusal(pdf_of(stream), "a.pdf"))
    assert "too large" in str(refusal(docx(paragraph("words " * 2_000_000)), "a.docx"))


def test_a_document_that_declares_entities_is_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    assert "declares entities" in str(refusal(docx(paragraph("&b;"), declared=laughs), "a.docx"))


@pytest.mark.parametrize(("library", "path"), [("pypdf", "a.pdf"), ("mammoth", "a.docx")])
def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, library: str, path: str):
    monkeypatch.setitem(sys.modules, library, None)

    assert 'pip install "briefings[documents]"' in str(refusal(b"x", path))
