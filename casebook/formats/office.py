"""Documents that are not pages: letters, tables, presentations, mail, text and web pages, read for search."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.formats.encoding import decoded, load_encodings
from casebook.formats.html_words import html_words
from casebook.formats.mail import read_mail
from casebook.formats.media_type import HTML, MAIL, XLSX, ZIP
from casebook.formats.package import kind_of, listed, package_words, sized
from casebook.formats.read import Read, bounded
from casebook.formats.workbook import load_for_workbooks, sheet_texts
from casebook.host.protocol.extract_protocol import MAX_WORDS


def read_package(data: bytes) -> Read:
    """An office document; of a plain archive only that it is one.

    Raises:
        Damaged: it cannot be unpacked or its parts are broken.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    with listed(data) as package:
        kind = kind_of(package)
        if kind == ZIP:
            return Read(media_type=ZIP)
        sized(package)
        pages = sheet_texts(data) if kind == XLSX else (package_words(package, kind),)
    kept, is_cut = bounded(pages, MAX_WORDS)
    return Read(media_type=kind, pages=kept, is_cut=is_cut)


def read_letter(data: bytes) -> Read:
    """An e-mail with what is attached to it.

    Raises:
        Damaged: it is none.
        OversizedFile: its parts stand too deep in one another, or are too many.
    """
    text, parts = read_mail(data)
    return Read(media_type=MAIL, pages=(text,), parts=parts)


def read_text(data: bytes, media_type: str) -> Read:
    """Plain text or a web page, in the encoding found."""
    text = decoded(data).text
    kept, is_cut = bounded((html_words(text) if media_type == HTML else text,), MAX_WORDS)
    return Read(media_type=media_type, pages=kept, is_cut=is_cut)


def load_for_packages() -> None:
    """Load what reading office documents takes, before files are given up."""
    load_for_workbooks()
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w:document xmlns:w='x'><w:p><w:t>文</w:t></w:p></w:document>")
    read_package(written.getvalue())


def load_for_text() -> None:
    """Load what reading text takes, before files are given up."""
    load_encodings()
    read_text(b"<p>&eacute;</p>", HTML)


def load_for_mail() -> None:
    """Load what reading mail takes, before files are given up."""
    load_for_text()
    for part in _LETTERS:
        read_letter(part)


_LETTERS = (
    b"From: a\r\nSubject: =?gb2312?B?wda=?=\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n\xc1\xd6",
    (
        b"From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E6=9E=97</p>\r\n--b\r\n"
        b"Content-Disposition: attachment; filename*=utf-8''%E6.bin\r\nContent-Transfer-Encoding: base64\r\n"
        b"\r\nAAAA\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n"
    ),
)
