"""Chats that WhatsApp exports as text, of Android and of iOS, in any language of the phone.

Android: ``15/03/2024, 14:05 - Name: text``; iOS: ``[15/03/2024, 14:05:33] Name: text``. A line without a
stamp, or with one in another form than the first of the file, continues the message before it. Where a notice
alone has the form of the first, that of the second counts: nothing is pasted into a notice. A pasted line
in the same form cannot be distinguished from a message; its time often tells. Source: exports of both
programs; WhatsApp documents no format.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from casebook.base.message import Message
from casebook.domain.evidence.chat import MAX_MESSAGES, ChatLog, ChatMessage, DateOrder
from casebook.formats.chat.stamp import HIDDEN, TimeStamp, calendar_of, date_order, iso, stamp_of
from casebook.formats.chat.stamp_form import begin_messages, out_of_order, stands_apart
from casebook.formats.chat.whatsapp_words import DELETED, LEFT_OUT

_IOS = re.compile(r"\[([^\]\n]{8,60})\]\s?(.*)", re.DOTALL)
_ANDROID = re.compile(r"(.{8,60}?)\s[-–—]\s(.*)", re.DOTALL)
_DIGIT, _SOON = re.compile(r"\d"), 8
"""A time stamp has a digit so soon; most lines that continue a message have none."""
_MARKS = "\u200e\u200f\ufeff\u202a\u202c"
_SENDER = re.compile(r"([^\n]{1,120}?)\s?[:：] (.*)|([^\n]{1,120}?):$", re.DOTALL)
_COLON = re.compile("[:：]")
_NAMED = re.compile(
    r"„[^„“”\n]*[“”]|“[^“”\n]*”|”[^”\n]*”|«[^«»\n]*»|»[^«»\n]*«|‹[^‹›\n]*›|「[^「」\n]*」|『[^『』\n]*』"
    r"|《[^《》\n]*》|(?<!\w)\"[^\"\n]*\""
)
"""A name in quotation marks, as notices have those of groups."""
_MAX_HEAD = 400
"""Characters in which the sender ends, or a name that begins before."""
_ATTACHED = re.compile(r"<[^<>:\n]{2,40}[:：]\s?([^<>\n]+\.\w{2,5})>")
_FILE_BESIDE = re.compile(r"^\u200e?([^\n]{1,200}?\.\w{2,5}) \([^()\n]{3,60}\)$", re.MULTILINE)
_OMITTED = re.compile(r"<[^<>:\n]{4,60}>")
_EDITED = re.compile(r"\s?\u200e?<[^<>:\n]{6,60}>\Z")
_QUOTED = re.compile(r"\A\s*(?:(?:>+|(?:fwd?|wg|tr|rv|ilt|转发|轉發)\s?[:：])\s*)*", re.IGNORECASE)
"""Marks before words that are quoted or forwarded."""
_FIRST_LINES = 8
_MIN_MESSAGES = 2
EARLIER = Message("Its time is more than a day earlier than that of a message before it")
APART = Message("Its time is written in another form than those of the messages, and was not read")
LATER = Message("Its time is more than a day later than that of a message after it")


def like_messages(count: int) -> Message:
    """Return the remark on a message with so many lines that look like messages of another export."""
    return Message(
        "Lines in it that look like messages of another export and are kept as its text: {count}",
        count=f"{count:,}",
    )


class _Line(NamedTuple):
    """A message as it begins: stamp, its text, what follows it; and the sender or "" of each pasted line.

    A notice that stands apart begins the file, and no other stamp has the form of its own.
    """

    stamp: TimeStamp
    written: str
    rest: str
    is_bracketed: bool = False
    pasted: tuple[str, ...] = ()
    is_apart: bool = False


def looks_like_whatsapp(text: str) -> bool:
    r"""Whether a text begins as an export does: with a time stamp and, soon, a sender.

    >>> looks_like_whatsapp("15/03/2024, 14:05 - A: Hello\n15/03/2024, 14:06 - B: Hi")
    True
    """
    lines = [line for line in text[: 1 << 14].split("\n") if line.strip(f"{_MARKS} \r")]
    if not lines or _line(lines[0]) is None:
        return False
    begun = [line for line in map(_line, lines) if line]
    return len(begun) >= min(_MIN_MESSAGES, len(lines)) and any(
        _sender(line.rest)[0] for line in begun[:_FIRST_LINES]
    )


def read_whatsapp(text: str, order: DateOrder = "", files: Collection[str] = ()) -> ChatLog:
    """Read an export.

    Args:
        text: all of it.
        order: of day, month and year as the office knows it; "" to find out.
        files: names of the files that came with it, by which those in messages are known.
    """
    lines, is_long = _begun(text)
    stamps = [line.stamp for line in lines if not line.is_apart]
    chosen, doubt = (order, "") if order else date_order(stamps)
    names = frozenset(files)
    times = ["" if line.is_apart else iso(line.stamp, chosen) for line in lines]
    early, late = out_of_order(times)
    messages = tuple(
        replace(
            _message(at + 1, line, times[at], names),
            remarks=_remarks(line, is_early=at in early, is_late=at in late),
        )
        for at, line in enumerate(lines)
    )
    return ChatLog(
        source="whatsapp",
        messages=messages,
        date_order=chosen,
        order_doubt=doubt,
        calendar=calendar_of(stamps),
        is_long=is_long,
        pasted_lines=sum(len(line.pasted) for line in lines),
        pasted_senders=tuple(dict.fromkeys(name for line in lines for name in line.pasted if name)),
    )


def _remarks(line: _Line, *, is_early: bool, is_late: bool) -> tuple[Message, ...]:
    like = like_messages(len(line.pasted))
    remarks = ((line.is_apart, APART), (line.pasted, like), (is_early, EARLIER), (is_late, LATER))
    return tuple(remark for is_so, remark in remarks if is_so)


def _begun(text: str) -> tuple[list[_Line], bool]:
    """The messages with all their lines, and whether there are more than are read."""
    lines: list[_Line] = []
    parts, pasted = list[str](), list[str]()
    read = [(raw.rstrip("\r"), _line(raw.rstrip("\r"))) for raw in text.split("\n")]
    stamped = [line for _, line in read if line]
    stamps = [(line.written, line.is_bracketed) for line in stamped]
    is_apart = bool(stamped) and not _sender(stamped[0].rest)[0] and stands_apart(stamps)
    begins = iter((True, *begin_messages(stamps[1:])) if is_apart else begin_messages(stamps))
    for one, begun in read:
        if begun is None:
            parts.append(one)
            pasted += _quoted(one)
            continue
        if not next(begins):
            parts.append(one)
            pasted.append(_sender(begun.rest)[0])
            continue
        _end(lines, parts, pasted)
        if len(lines) == MAX_MESSAGES:
            return lines, True
        lines.append(begun._replace(is_apart=is_apart and not lines))
        pasted += _quoted(_sender(begun.rest)[1])
    _end(lines, parts, pasted)
    return lines, False


def _quoted(text: str) -> Iterator[str]:
    """Yield whom a pasted line names that begins behind the sender of its message, or marks of quotation."""
    inner = _line(_QUOTED.sub("", text, count=1))
    if inner and (sender := _sender(inner.rest)[0]):
        yield sender


def _end(lines: list[_Line], parts: list[str], pasted: list[str]) -> None:
    """Give the last message the lines that continue it, and the senders of those that were pasted."""
    if lines and (parts or pasted):
        last = lines[-1]
        lines[-1] = last._replace(rest="\n".join((last.rest, *parts)).rstrip("\n"), pasted=tuple(pasted))
    parts.clear()
    pasted.clear()


def _line(line: str) -> _Line | None:
    """The message that a line begins, or None."""
    plain = line.lstrip(_MARKS)
    if not _DIGIT.search(plain, 0, _SOON):
        return None
    is_bracketed = plain.startswith("[")
    match = _IOS.fullmatch(plain) if is_bracketed else _ANDROID.fullmatch(plain)
    stamp = stamp_of(match[1]) if match else None
    if match is None or stamp is None:
        return None
    return _Line(stamp, HIDDEN.sub("", match[1]).strip(), match[2], is_bracketed)


def _message(number: int, line: _Line, at: str, files: frozenset[str]) -> ChatMessage:
    sender, text = _sender(line.rest)
    if not sender:
        text = HIDDEN.sub("", line.rest).strip()
        return ChatMessage(number=number, at=at, stamp=line.written, text=text, kind="notice")
    return _content(
        ChatMessage(number=number, at=at, stamp=line.written, sender=sender),
        text.strip(),
        files,
    )


def _sender(rest: str) -> tuple[str, str]:
    """Who sends what follows a time stamp, and its text; "" for both where it names nobody."""
    plain = rest.lstrip(_MARKS)
    head = _NAMED.sub(lambda name: _COLON.sub("\0", name[0]), plain[:_MAX_HEAD])
    match = _SENDER.fullmatch(head + plain[_MAX_HEAD:])
    if match is None:
        return "", ""
    sender, text = (plain[slice(*match.span(group))] for group in (1 if match[1] else 3, 2))
    return HIDDEN.sub("", sender).strip(), text if match[2] else ""


def _content(message: ChatMessage, text: str, files: frozenset[str]) -> ChatMessage:
    """The message with its text, without what the program wrote into it."""
    plain = HIDDEN.sub("", text).strip()
    if plain.rstrip(".。").lower() in DELETED:
        return replace(message, text=plain, kind="deleted")
    if media := tuple(_media(text, files)):
        for name in media:
            text = re.sub(rf"\u200e?<[^<>:\n]+[:：]\s?{re.escape(name)}>", "", text)
            text = re.sub(rf"\u200e?{re.escape(name)} \([^()\n]+\)", "", text)
        return replace(message, text=HIDDEN.sub("", text).strip(), media=media)
    is_marked = text.startswith("\u200e")  # iOS puts the mark before what the program writes itself
    if _OMITTED.fullmatch(plain) or (is_marked and "\n" not in plain and LEFT_OUT.search(plain)):
        return replace(message, text=plain, is_media_omitted=True)
    edited = _EDITED.search(text)
    if edited and edited.start():
        return replace(message, text=HIDDEN.sub("", text[: edited.start()]).strip(), is_edited=True)
    return replace(message, text=plain, kind="notice" if is_marked else "message")


def _media(text: str, files: frozenset[str]) -> Iterator[str]:
    """Names of the files in a message: as each program marks them, or of the files that came with it."""
    for match in _ATTACHED.finditer(text):
        yield match[1].strip()
    for match in _FILE_BESIDE.finditer(text):
        name = HIDDEN.sub("", match[1]).strip()
        if name in files or re.fullmatch(r"[A-Z]{3}-\d{8}-WA\d+\.\w+", name) or text.startswith("\u200e"):
            yield name
