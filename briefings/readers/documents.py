"""Read PDF files and Word documents, through pypdf and mammoth.

Invariant: nothing is fetched, no file beside the source is read, and what a file unpacks to is bounded before it is
unpacked: a small file may hold gigabytes.
"""

from __future__ import annotations

import io
import zipfile

from briefings.errors import BriefingsError, Location
from briefings.model import RawText
from briefings.readers import markup
from briefings.readers.decoding import shown
from briefings.readers.guarded import guarded, missing

MOST_PAGES = 1_000
MOST_DRAWN = (
    8_000_000  # bytes that draw all pages: a page full of text has 10,000, and pypdf takes 16 s for a million
)
MOST_UNPACKED = 60_000_000  # bytes, pictures included
MOST_XML = 10_000_000  # bytes of one part, as of a book of a thousand pages; mammoth takes 5 s and 35 MB for a million
MOST_FILES = 5_000
TEXT_WANTED = "save its text as .txt"


def read_pdf(data: bytes, path: str) -> RawText:
    """Take the text out of a PDF file, page after page; its lines are counted in that text."""
    try:
        import pypdf  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise missing(path, "PDF", "pypdf", "documents", TEXT_WANTED) from error
    with guarded(path, "not a PDF file, or a broken one", TEXT_WANTED, "pypdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise BriefingsError("protected by a password", Location(path), hint="save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise too_much(path, f"{MOST_PAGES:,} pages")
        drawn = 0
        for page in reader.pages:
            contents = page.get_contents()
            drawn += len(contents.get_data()) if contents is not None else 0
            if drawn > MOST_DRAWN:
                raise too_much(path, f"{MOST_DRAWN / 1e6:.0f} MB that draw pages")
        texts = [shown(page.extract_text()) for page in reader.pages]
    if not any(map(str.strip, texts)):
        hint = "it may hold pictures of pages: let a program for text recognition (OCR) read them"
        raise BriefingsError("no text in this PDF file", Location(path), hint=hint)
    lines = "\n".join(texts).replace("\r", "\n")
    return RawText(path, lines + "\n")


def read_word(data: bytes, path: str) -> RawText:
    """Take headings, paragraphs and items out of a Word document; pictures and comments stay there."""
    try:
        import mammoth  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing(path, "a Word document", "mammoth", "documents", TEXT_WANTED) from error
    with guarded(path, "not a Word document (.docx), or a broken one", TEXT_WANTED):
        refuse_bombs(data, path)
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=lambda _: [],
            include_embedded_style_map=False,
            external_file_access=False,
        )
        found = list(markup.blocks(made.value))
    if not found:
        raise BriefingsError("no text in this document", Location(path), hint=TEXT_WANTED)
    if found[0].startswith("## "):
        found[0] = found[0].removeprefix("#")  # the heading that it opens with is its title
    return markup.source(path, found)


def refuse_bombs(data: bytes, path: str) -> None:
    """Refuse an archive that is too large when it is unpacked, or whose XML declares anything."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = archive.infolist()
        if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
            raise too_much(path, f"{MOST_UNPACKED / 1e6:.0f} MB unpacked")
        for file in files:
            if file.filename.endswith((".xml", ".rels")):
                if file.file_size > MOST_XML:
                    raise too_much(path, f"{MOST_XML / 1e6:.0f} MB a part")
                if b"<!" in (found := archive.read(file).replace(b"\0", b"")) and b"<!DOCTYPE" in found:
                    raise BriefingsError("its XML declares entities", Location(path), hint=TEXT_WANTED)


def too_much(path: str, limit: str) -> BriefingsError:
    """Say that nobody writes an article that long."""
    return BriefingsError(
        f"too large for a source: the limit is {limit}", Location(path), hint="split the file"
    )
