"""Documents that are not pages: letters, tables, presentations, text and web pages, read for search."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.formats.chat.reader import load_for_chats, read_packed_chat, read_text_chat
from casebook.formats.chunks import chunk_words
from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.hypertext.html_sheets import FileSheets
from casebook.formats.hypertext.html_words import HtmlText, read_html
from casebook.formats.mail.mail import CUT, WORDLESS
from casebook.formats.media_type import (
    DOCX,
    EPUB,
    HEAD_BYTES,
    HTML,
    IWORK,
    ODT,
    PACKAGES,
    PICTURES,
    WACZ,
    XLSX,
    media_type,
)
from casebook.formats.older.ebook import load_for_ebooks, read_ebook
from casebook.formats.older.iwork import read_iwork
from casebook.formats.older.rich_text import load_for_rich_text
from casebook.formats.package import kind_of, listed, read_member, sized
from casebook.formats.printed.cropped_pictures import cropped_count
from casebook.formats.printed.package_pages import by_number, flat_word_pages, open_pages, package_words
from casebook.formats.printed.unprinted import UnprintedCollector, hidden_parts, read_of
from casebook.formats.read import (
    DOUBTFUL_ENCODING,
    ONLY_PICTURES,
    UNSTYLED,
    UNSURE_ENCODING,
    EmbeddedFile,
    Read,
    bounded,
)
from casebook.formats.web.capture import load_for_mhtml, read_wacz
from casebook.formats.web.page_header import header_lines, page_header
from casebook.formats.workbook import load_for_workbooks, sheet_texts
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_WORDS, FileHeader

_PICTURE_FOLDERS = ("word/media/", "ppt/media/", "xl/media/", "Pictures/")


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
        pages = package_words(package, kind, unprinted, partial(chunk_words, package, unprinted))
        unprinted.add("embedded", sum(map(_is_embedded, package.namelist())))
        unprinted.add("crop", cropped_count(package))
        if kind == XLSX:
            pages = (*sheet_texts(data, unprinted), *(page for page in pages if page[1]))
        read = read_of(kind, pages, unprinted)
        pictures = () if any(page.strip() for page in read.pages) else tuple(_pictures(package))
    return replace(read, parts=pictures, losses=(ONLY_PICTURES,)) if pictures else read


def _pictures(package: ZipFile) -> Iterator[EmbeddedFile]:
    """The pictures of a document by their numbers. Source: ECMA-376-1, 15.2.14; OpenDocument 1.3-2, 3.1."""
    names = [name for name in package.namelist() if name.startswith(_PICTURE_FOLDERS)]
    for name in sorted(names, key=by_number)[:MAX_PARTS]:
        data = read_member(package, name)
        if data and media_type(data[:HEAD_BYTES]) in PICTURES:
            yield EmbeddedFile(name=name.rpartition("/")[2], data=data)


def _is_embedded(name: str) -> bool:
    """Whether a part of an Office file is a file of its own. Source: ECMA-376-1, 15.2.10 and 15.2.11."""
    folder, _, file = name.rpartition("/")
    return bool(file) and folder in {f"{main}/embeddings" for main in ("word", "xl", "ppt")}


def _packed_chat(package: ZipFile) -> Read | None:
    """A chat with its media; None where an archive holds none, or none that can be taken out at once."""
    with suppress(Damaged, PasswordProtected, OversizedFile):
        return read_packed_chat(package)
    return None


def read_text(data: bytes, kind: str) -> Read:
    """Plain text, a web page or a chat, in the encoding found."""
    file = decoded(data)
    text = file.text
    if chat := read_text_chat(file):
        return chat
    header = page_header(text) if kind == HTML else FileHeader()
    body = read_html(text, FileSheets(header.address)) if kind == HTML else HtmlText(text)
    shown = f"{header_lines(header)}\n{body.words}".strip() if kind == HTML else text
    kept, is_cut = bounded((shown,), MAX_WORDS)
    losses = [CUT] if file.is_cut else []
    losses += [WORDLESS] if kind == HTML and not body.words else []
    losses += [UNSTYLED] if body.is_unstyled else []
    losses += [UNSURE_ENCODING] if file.is_unsure else []
    losses += [DOUBTFUL_ENCODING] if file.is_doubtful else []
    return Read(
        media_type=kind,
        pages=kept,
        is_cut=is_cut,
        header=header,
        losses=tuple(losses),
        unprinted=hidden_parts(body.hidden),
    )


def read_flat(data: bytes, kind: str) -> Read:
    """An open document or one of Word that is one XML file.

    Raises:
        Damaged: its XML is broken, or declares entities.
        OversizedFile: its elements stand too deep in one another.
    """
    unprinted = UnprintedCollector()
    read = flat_word_pages(data, unprinted) if kind.startswith(DOCX) else open_pages(data, kind, unprinted)
    return read_of(kind, read, unprinted)


def load_for_packages() -> None:
    """Load what reading office documents takes, before files are given up."""
    load_for_workbooks()
    load_for_ebooks()
    load_for_chats()
    load_for_mhtml()
    load_for_rich_text()
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w:document xmlns:w='x'><w:p><w:t>文</w:t></w:p></w:document>")
    read_package(written.getvalue())
    read_flat(b"<text:p>x</text:p>", ODT)
    media_type(b"\x01")


def load_for_text() -> None:
    """Load what reading text takes, before files are given up."""
    load_for_chats()
    read_text(b"<p>&eacute;</p>", HTML)
