"""Documents that are not pages: letters, tables, presentations, text and web pages, read for search."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.formats.chat.reader import load_for_chats, read_packed_chat, read_text_chat
from casebook.formats.encoding import decoded
from casebook.formats.html_words import html_words
from casebook.formats.media_type import HTML, XLSX, ZIP
from casebook.formats.package import kind_of, open_package, package_words
from casebook.formats.read import Read, bounded
from casebook.formats.workbook import load_for_workbooks, sheet_texts
from casebook.host.protocol.extract_protocol import MAX_WORDS


def read_package(data: bytes) -> Read:
    """An office document, or a chat in an archive; of any other archive only that it is one.

    Raises:
        Damaged: it cannot be unpacked or its parts are broken.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    with open_package(data) as package:
        kind = kind_of(package)
        if kind == ZIP:
            return read_packed_chat(package) or Read(media_type=ZIP)
        pages = sheet_texts(data) if kind == XLSX else (package_words(package, kind),)
    kept, is_cut = bounded(pages, MAX_WORDS)
    return Read(media_type=kind, pages=kept, is_cut=is_cut)


def read_text(data: bytes, media_type: str) -> Read:
    """Plain text, a web page or a chat, in the encoding found."""
    text = decoded(data).text
    if chat := read_text_chat(text):
        return chat
    kept, is_cut = bounded((html_words(text) if media_type == HTML else text,), MAX_WORDS)
    return Read(media_type=media_type, pages=kept, is_cut=is_cut)


def load_for_packages() -> None:
    """Load what reading office documents takes, before files are given up."""
    load_for_workbooks()
    load_for_chats()
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w:document xmlns:w='x'><w:p><w:t>文</w:t></w:p></w:document>")
    read_package(written.getvalue())


def load_for_text() -> None:
    """Load what reading text takes, before files are given up."""
    load_for_chats()
    read_text(b"<p>&eacute;</p>", HTML)
