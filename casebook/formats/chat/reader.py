"""Every export of a chat, by its content: what it says for search, its media, and its messages one by one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.domain.evidence.chat import ChatLog, ChatMessage, DateOrder
from casebook.formats.chat.signal import looks_like_signal, read_signal
from casebook.formats.chat.telegram import looks_like_telegram, read_telegram
from casebook.formats.chat.telegram_page import looks_like_telegram_page, read_telegram_page
from casebook.formats.chat.whatsapp import EARLIER, LATER, looks_like_whatsapp, read_whatsapp
from casebook.formats.encoding import Decoded, decoded, load_encodings
from casebook.formats.fault import Damaged
from casebook.formats.media_type import CHATS
from casebook.formats.package import open_package, read_member
from casebook.formats.read import EmbeddedFile, Read, bounded
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_WORDS

_ZIP_MARK = b"PK"
_MAX_CHAT_BYTES = 64 << 20
_MAX_LOOKED_AT = 20


def read_chat(data: bytes, order: DateOrder = "") -> ChatLog:
    """Return the messages of an export.

    Args:
        data: the file: a text, or an archive with media.
        order: of day, month and year as the office knows it; "" to find out.

    Raises:
        Damaged: it is no chat, or cannot be unpacked.
        PasswordProtected: it is an encrypted archive.
        OversizedFile: it would swell beyond bounds.
    """
    files: tuple[str, ...] = ()
    if data.startswith(_ZIP_MARK):
        with open_package(data) as package:
            name = chat_member(package)
            files = tuple(PurePosixPath(one).name for one in _media_names(package, name))
            data = read_member(package, name) if name else b""
    log = chat_in(decoded(data), order, files)
    if log is None:
        raise Damaged
    return log


def chat_in(file: Decoded, order: DateOrder = "", files: Sequence[str] = ()) -> ChatLog | None:
    """Return the messages of a text, or None where it is no chat."""
    log = _log(file.text, order, files)
    return replace(log, is_incomplete=True) if log and file.is_cut else log


def _log(text: str, order: DateOrder, files: Sequence[str]) -> ChatLog | None:
    if looks_like_telegram(text):
        return read_telegram(text)
    if looks_like_telegram_page(text):
        return read_telegram_page(text)
    if looks_like_signal(text):
        return read_signal(text)
    return read_whatsapp(text, order, files) if looks_like_whatsapp(text) else None


def read_text_chat(file: Decoded) -> Read | None:
    """What a text says for search, if it is a chat; else None."""
    log = chat_in(file)
    return None if log is None else _read(log, ())


def read_packed_chat(package: ZipFile) -> Read | None:
    """What an archive says for search and the media in it, if it is a chat; else None.

    Raises:
        Damaged: a file in it cannot be unpacked.
        PasswordProtected: it is encrypted.
    """
    name = chat_member(package)
    if not name:
        return None
    names = _media_names(package, name)
    log = chat_in(decoded(read_member(package, name)), "", [PurePosixPath(one).name for one in names])
    if log is None:
        return None
    parts = tuple(
        EmbeddedFile(name=PurePosixPath(one).name, data=read_member(package, one))
        for one in names[:MAX_PARTS]
    )
    return _read(log, tuple(part for part in parts if part.data), has_more=len(names) > MAX_PARTS)


def chat_member(package: ZipFile) -> str:
    """Return the name of the text of a chat in an archive; "" where there is none, or more than one."""
    texts = [
        member
        for member in package.infolist()
        if member.filename.lower().endswith(".txt") and 0 < member.file_size <= _MAX_CHAT_BYTES
    ]
    if len(texts) > _MAX_LOOKED_AT:
        return ""
    chats = [
        member.filename
        for member in texts
        if looks_like_whatsapp(decoded(read_member(package, member.filename)).text)
    ]
    return chats[0] if len(chats) == 1 else ""


def words_by_day(messages: Sequence[ChatMessage]) -> tuple[tuple[str, str], ...]:
    """Return the day, ISO 8601 or "", and the words of each day, in the order of the export."""
    days: list[tuple[str, list[str]]] = []
    for message in messages:
        day = message.at[:10]
        if not days or days[-1][0] != day:
            days.append((day, []))
        words = " ".join(filter(None, (f"{message.sender}:" if message.sender else "", message.text)))
        days[-1][1].append(" ".join((words, *map(str, message.carried), *message.media)))
    return tuple((day, "\n".join(lines)) for day, lines in days)


def _media_names(package: ZipFile, chat: str) -> list[str]:
    names = (member.filename for member in package.infolist())
    return [name for name in names if name and not name.endswith("/") and name != chat]


def _read(log: ChatLog, parts: tuple[EmbeddedFile, ...], *, has_more: bool = False) -> Read:
    pages, is_cut = bounded(tuple(words for _, words in words_by_day(log.messages)), MAX_WORDS)
    remarks = {remark for message in log.messages for remark in message.remarks}
    losses = {
        "messages": log.is_long,
        "incomplete": log.is_incomplete,
        "media": has_more,
        "calendar": bool(log.calendar),
        "date-order": log.order_doubt == "month",
        "year-order": log.order_doubt == "year",
        "times": not remarks.isdisjoint((EARLIER, LATER)),
    }
    return Read(
        media_type=CHATS[log.source],
        pages=pages,
        is_cut=is_cut,
        parts=parts,
        losses=tuple(kind for kind, is_so in losses.items() if is_so),
        pasted_lines=log.pasted_lines,
    )


def load_for_chats() -> None:
    """Load what reading chats takes, before files are given up."""
    load_encodings()
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("_chat.txt", "[15/03/2024, 14:05:33] ق: \u200eimage omitted\n" * 2)
    for sample in (written.getvalue(), *_SAMPLES):
        with suppress(Damaged):
            read_chat(sample)


_SAMPLES = (
    b'{"name":"x","type":"personal_chat","messages":[{"type":"message","date":"2024-03-15T14:05:33"}]}',
    b'<title>Exported Data</title><p class="page_wrap"><div class="message" id="message1"></div>',
    b"Conversation: A\n\nFrom: A\nType: incoming\nSent: Fri, 15 Mar 2024 14:05:33 +0000\n\nx\n\n",
)
