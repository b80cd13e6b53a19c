"""Files of the kinds that can be imported, made by hand as small as they can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

OFFICE = "http://schemas.openxmlformats.org"
DOCUMENT = "word/document.xml"
TYPES = (
    f'<Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="{DOCUMENT}"/></Relationships>'
)


def pdf(*lines: str) -> bytes:
    """A PDF file of one page, a line of text after the other."""
    drawn = (
        b"BT /F1 12 Tf 14 TL 50 750 Td " + b" ".join(b"(%s) Tj T*" % line.encode() for line in lines) + b" ET"
    )
    return pdf_of(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))


def pdf_of(stream: bytes) -> bytes:
    """A PDF file of one page that is drawn by a stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources 6 0 R >>",
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    made, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return made + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(made))
    )


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(*paragraphs: str, declared: str = "", more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A Word document of some paragraphs."""
    space = f"{OFFICE}/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(DOCUMENT, f'<?xml version="1.0"?>{declared}{body}')
        for name, data in more:
            archive.writestr(name, data)
    return made.getvalue()


def mail(text: str = "", page: str = "", subject: str = "Ozone", **headers: str) -> EmailMessage:
    """A mail with a text, a page, or both."""
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = "Ana Réyes <ana@example.org>"
    made["Date"] = "Mon, 01 Dec 2025 23:30:00 -0500"
    for name, value in headers.items():
        made[name] = value
    if text:
        made.set_content(text)
    if page and text:
        made.add_alternative(page, subtype="html")
    elif page:
        made.set_content(page, subtype="html")
    return made


def feed(*items: str, declared: str = "") -> bytes:
    """An RSS feed of some items."""
    channel = f"<title>Planet</title><language>en-gb</language>{''.join(items)}"
    return f'<?xml version="1.0"?>{declared}<rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def item(title: str, text: str = "", link: str = "https://example.org/1") -> str:
    """An item of a feed."""
    described = f"<description>{text}</description>" if text else ""
    date = "<pubDate>Mon, 01 Dec 2025 10:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{date}{described}</item>"


BOOKMARKS = b"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE>
<DL><p>
<DT><A HREF="https://example.org/?a=1&amp;b=2" ADD_DATE="1764547200">Ozone &amp; more</A>
<DT><A HREF="javascript:alert(1)">Not this</A>
<DT><A HREF="place:sort=8">Nor this</A>
</DL>
"""
