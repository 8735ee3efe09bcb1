"""Documents that are not pages: letters, tables, presentations, text and web pages, read for search."""

from __future__ import annotations

import io
from contextlib import suppress
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.formats.chat.reader import load_for_chats, read_packed_chat, read_text_chat
from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.html_words import html_words
from casebook.formats.mail.mail import CUT, WORDLESS
from casebook.formats.media_type import DOCX, EPUB, HTML, IWORK, ODT, PACKAGES, WACZ, XLSX
from casebook.formats.older.ebook import load_for_ebooks, read_ebook
from casebook.formats.older.iwork import read_iwork
from casebook.formats.package import kind_of, listed, sized
from casebook.formats.printed.package_pages import flat_word_pages, open_pages, package_words
from casebook.formats.printed.unprinted import UnprintedCollector, read_of
from casebook.formats.read import UNSURE_ENCODING, Read, bounded
from casebook.formats.web.capture import read_wacz
from casebook.formats.web.page_header import header_lines, page_header
from casebook.formats.workbook import load_for_workbooks, sheet_texts
from casebook.host.protocol.extract_protocol import MAX_WORDS, FileHeader


def read_package(data: bytes) -> Read:
    """An office document, or a chat in an archive; of any other archive only that it is one.

    Raises:
        Damaged: it cannot be unpacked or its parts are broken.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    with listed(data) as package:
        kind = kind_of(package)
        if kind in PACKAGES:
            losses = ("binary-workbook",) if "xl/workbook.bin" in package.namelist() else ()
            return _packed_chat(package) or Read(media_type=kind, losses=losses)
        sized(package)
        if kind == EPUB:
            return read_ebook(package)
        if kind == WACZ:
            return read_wacz(package)
        if kind == IWORK:
            return read_iwork(package)
        unprinted = UnprintedCollector()
        pages = package_words(package, kind, unprinted)
        unprinted.add("embedded", sum(map(_is_embedded, package.namelist())))
    if kind == XLSX:
        pages = (*sheet_texts(data, unprinted), *(page for page in pages if page[1]))
    return read_of(kind, pages, unprinted)


def _is_embedded(name: str) -> bool:
    """Whether a part of an Office file is a file of its own. Source: ECMA-376-1, 15.2.10 and 15.2.11."""
    folder, _, file = name.rpartition("/")
    return bool(file) and folder in {f"{main}/embeddings" for main in ("word", "xl", "ppt")}


def _packed_chat(package: ZipFile) -> Read | None:
    """A chat with its media; None where an archive holds none, or none that can be taken out at once."""
    with suppress(Damaged, PasswordProtected, OversizedFile):
        return read_packed_chat(package)
    return None


def read_text(data: bytes, media_type: str) -> Read:
    """Plain text, a web page or a chat, in the encoding found."""
    file = decoded(data)
    text = file.text
    if chat := read_text_chat(file):
        return chat
    header = page_header(text) if media_type == HTML else FileHeader()
    body = html_words(text) if media_type == HTML else text
    kept, is_cut = bounded(
        (f"{header_lines(header)}\n{body}".strip() if media_type == HTML else text,), MAX_WORDS
    )
    losses = [CUT] if file.is_cut else []
    losses += [WORDLESS] if media_type == HTML and not body else []
    losses += [UNSURE_ENCODING] if file.is_unsure else []
    return Read(media_type=media_type, pages=kept, is_cut=is_cut, header=header, losses=tuple(losses))


def read_flat(data: bytes, media_type: str) -> Read:
    """An open document or one of Word that is one XML file.

    Raises:
        Damaged: its XML is broken, or declares entities.
        OversizedFile: its elements stand too deep in one another.
    """
    unprinted = UnprintedCollector()
    read = (
        flat_word_pages(data, unprinted)
        if media_type.startswith(DOCX)
        else open_pages(data, media_type, unprinted)
    )
    return read_of(media_type, read, unprinted)


def load_for_packages() -> None:
    """Load what reading office documents takes, before files are given up."""
    load_for_workbooks()
    load_for_ebooks()
    load_for_chats()
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w:document xmlns:w='x'><w:p><w:t>文</w:t></w:p></w:document>")
    read_package(written.getvalue())
    read_flat(b"<text:p>x</text:p>", ODT)


def load_for_text() -> None:
    """Load what reading text takes, before files are given up."""
    load_for_chats()
    read_text(b"<p>&eacute;</p>", HTML)
