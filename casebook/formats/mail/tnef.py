"""winmail.dat: what Outlook packs a letter's text and attachments into (TNEF). Source: [MS-OXTNEF].

Read here and not by tnefparse, which goes on counting where the data has ended, up to 4,294,967,295 times.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_string

from casebook.formats.charset import code_page, labelled
from casebook.formats.fault import Damaged
from casebook.formats.heads.mail_head import SHOWN_FIELDS
from casebook.formats.hypertext.html_words import HtmlText, read_html
from casebook.formats.mail.header import chain, header_of, is_of_another, message_ids, person
from casebook.formats.mail.mail import CUT, RECEIVED, UNREAD_ITEM, WRONG_SUM, Mail
from casebook.formats.mail.outlook_item import file_time, item_kind
from casebook.formats.mail.rtf_body import rtf_body_words
from casebook.formats.mail.sent_time import sent_at
from casebook.formats.media_type import TNEF_MARK
from casebook.formats.read import UNSTYLED, EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_PARTS, FileHeader

_HEAD_BYTES, _CHECKSUM_BYTES = 6, 2
_OBJECT = struct.Struct("<xHxxI")
"""Section 2.1.3: level, name, type and length of an object, before its data and checksum."""
_SUBJECT, _BODY, _DATA, _TITLE, _BEGINS, _CODE_PAGE = 0x8004, 0x800C, 0x800F, 0x8010, 0x9002, 0x9007
_FROM, _SENT, _RECEIVED = 0x8000, 0x8005, 0x8006
_TRIPLE, _MOMENT = struct.Struct("<4H"), struct.Struct("<6H")
"""The lengths of a name and an address before them; a day and a time without a zone."""
_TRANSPORTED = 0x007D
"""The head that the letter had on its way. Source: [MS-OXPROPS], PidTagTransportMessageHeaders."""
_CLASS, _CLASS_PROPERTY = 0x8008, 0x001A
_LETTER_PROPERTIES, _ATTACHMENT_PROPERTIES = 0x9003, 0x9005
_PLAIN_BODY, _RICH_BODY, _HTML_BODY, _HTML_PAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_CONTENT, _SHORT_NAME, _LONG_NAME = 0x3701, 0x3704, 0x3707
_SENDER_TAGS, _AUTHOR_TAGS = (0x0C1A, 0x5D01, 0x0C1F), (0x0042, 0x5D02, 0x0065)
_SUBJECTS = (0x0037, 0x0E1D, 0x0070)
"""The subject, the subject without its prefix, and that of the conversation. Source: [MS-OXPROPS]."""
_SUBMITTED, _DELIVERED, _ID, _REFERENCES, _IN_REPLY_TO = 0x0039, 0x0E06, 0x1035, 0x1039, 0x1042
_WRITERS = frozenset({"From", "Sender"})
_RECIPIENTS = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_SIZES = {0x02: 4, 0x0B: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
"""Section 2.1.3.4: bytes of a property of fixed length, by its type, with what fills it up to four."""
_VARIABLE = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_UNICODE, _OBJECT_TYPE, _TIME, _MANY, _NAMED = 0x1F, 0x0D, 0x40, 0x1000, 0x8000
_INTERFACE_BYTES = 16
"""Before an attached letter stands the name of its interface."""

Property = tuple[int, bytes]


@dataclass(slots=True)
class _Packed:
    """What an attachment or the letter is made of.

    Attributes:
        objects: bytes by name.
        properties: type and first value by tag.
        again: further objects of names that stand several times, each once.
        others: further blocks of properties.
    """

    objects: dict[int, bytes] = field(default_factory=dict)
    again: list[tuple[int, bytes]] = field(default_factory=list)
    properties: dict[int, Property] = field(default_factory=dict)
    others: list[_Packed] = field(default_factory=list)

    def put(self, name: int, content: bytes) -> None:
        """Keep an object; the first of a name is the one that counts."""
        if self.objects.setdefault(name, content) != content and (name, content) not in self.again:
            self.again.append((name, content))

    def all_of(self, name: int) -> list[bytes]:
        """Every object of a name that says something else than those before it."""
        first = [self.objects[name]] if name in self.objects else []
        return first + [content for other, content in self.again[:MAX_PARTS] if other == name]

    def text(self, tag: int, page: str) -> str:
        """A text property; "" where there is none."""
        kind, data = self.properties.get(tag, (_UNICODE, b""))
        text = data.decode("utf-16-le", "replace") if kind == _UNICODE else labelled(data, page)
        return text.strip("\x00 \r\n")

    def moment(self, tag: int) -> str:
        """A time property in ISO 8601, in UTC; "" where there is none."""
        kind, data = self.properties.get(tag, (0, b""))
        return file_time(data) if kind == _TIME else ""


def read_tnef(data: bytes) -> Mail:
    """The letter in a winmail.dat, with the head that it states, if any.

    A letter attached to it is a file of the same form, under its own subject.

    Raises:
        Damaged: it cannot be taken apart.
    """
    if not data.startswith(TNEF_MARK):
        raise Damaged
    letter, attached, losses = _taken_apart(data)
    if item_kind(_class(letter, page := _page(letter))):
        losses.add(UNREAD_ITEM)
    shown = _fields(letter, page)
    fields = dict(reversed(shown))
    if not _sent(letter) and fields.get("Date") in _received(letter):
        losses.add(RECEIVED)
    files = (_file(one, number, page) for number, one in enumerate(attached[:MAX_PARTS], start=1))
    answers = (message_ids(letter.text(tag, page)) for tag in (_REFERENCES, _IN_REPLY_TO))
    letter_text = _body(letter, page)
    return Mail(
        header=FileHeader(
            title=fields.get("Subject", ""),
            author=fields.get("From", ""),
            recipients="; ".join(fields[name] for name in _RECIPIENTS if name in fields),
            dated=_dated(fields.get("Date", "")),
            message_id=next(iter(message_ids(letter.text(_ID, page))), ""),
            references=chain(*answers),
        ),
        fields=tuple(one for name in SHOWN_FIELDS for one in shown if one[0] == name),
        body=letter_text.words,
        hidden=letter_text.hidden,
        parts=tuple(files),
        losses=tuple(sorted({*losses, UNSTYLED} if letter_text.is_unstyled else losses)),
    )


def _file(one: _Packed, number: int, page: str) -> EmbeddedFile:
    """An attachment; of a letter its bytes without the name of the interface, called by its subject."""
    title = labelled(one.objects.get(_TITLE, b""), page).strip("\x00 ")
    name = one.text(_LONG_NAME, page) or title or one.text(_SHORT_NAME, page) or f"attachment {number}"
    name = name.replace("\\", "/").rpartition("/")[2]
    kind, content = one.properties.get(_CONTENT, (0, b""))
    inner = content[_INTERFACE_BYTES:] if kind == _OBJECT_TYPE else b""
    if inner.startswith(TNEF_MARK):
        held, *_ = _taken_apart(inner)
        return EmbeddedFile(name=f"{_subject(held, _page(held)) or name}.dat", data=inner)
    return EmbeddedFile(name=name, data=inner or one.objects.get(_DATA) or content)


def _page(letter: _Packed) -> str:
    return code_page(int.from_bytes(letter.objects.get(_CODE_PAGE, b"")[:4], "little"))


def _fields(letter: _Packed, page: str) -> list[tuple[str, str]]:
    """The head that the letter states: in objects of the form, its properties, or as it was transported.

    A time of a property is in UTC, one of an object without a zone; where none says when it was sent, it is
    that of its receipt. Which of two is sent for is the author.
    Where objects, blocks of properties or the head of its transport state other senders, each is a "From".
    """
    sender, author = _senders(letter, page)
    stated = [one for data in letter.all_of(_FROM) if (one := _sender(data, page))]
    if stated and "@" not in stated[0] and "@" in sender and "<" not in sender:
        sender = person(stated.pop(0), sender)
    elif stated and "@" not in stated[0] and stated[0].casefold() in f"{author} {sender}".casefold():
        stated.pop(0)
    elif stated and "@" in stated[0] and not is_of_another(stated[0], sender):
        name, stated_name = (one.partition(" <")[0].casefold() for one in (sender, stated[0]))
        is_named = "@" in name or name in stated_name
        sender = stated.pop(0) if is_named else sender
    stated += [one for block in letter.others for one in _senders(block, page)]
    known_as = f"{author} {sender}".casefold()
    others = list(dict.fromkeys(one for one in stated if one.casefold() not in known_as))
    _, transported = header_of(message_from_string(letter.text(_TRANSPORTED, page)))
    times = _sent(letter) or ([] if "Date" in dict(transported) else _received(letter))
    shown = [
        *(("From", one) for one in (author or sender, *others)),
        ("Sender", sender if author and sender != author else ""),
        *((name, letter.text(tag, page)) for name, tag in _RECIPIENTS.items()),
        *(("Date", one) for one in times),
        ("Subject", _subject(letter, page)),
    ]
    known = [one for one in shown if one[1]]
    writers = " ".join(text for name, text in known if name in _WRITERS)
    return known + [
        one
        for one in transported
        if one[0] not in dict(known) or (one[0] in _WRITERS and is_of_another(one[1], writers))
    ]


def _senders(packed: _Packed, page: str) -> list[str]:
    """Who sent it and for whom, by its properties; "" where they do not say."""
    return [person(*(packed.text(tag, page) for tag in tags)) for tags in (_SENDER_TAGS, _AUTHOR_TAGS)]


def _subject(letter: _Packed, page: str) -> str:
    texts = (labelled(letter.objects.get(_SUBJECT, b""), page), *(letter.text(t, page) for t in _SUBJECTS))
    return next(filter(None, (" ".join(text.strip("\x00").split()) for text in texts)), "")


def _sender(data: bytes, page: str) -> str:
    """The sender as ``Name <address>``, or what there is of it."""
    if len(data) < _TRIPLE.size:
        return ""
    _, _, name_bytes, address_bytes = _TRIPLE.unpack_from(data)
    ends = _TRIPLE.size + name_bytes
    name, address = (
        labelled(part.split(b"\x00")[0], page).strip()
        for part in (data[_TRIPLE.size : ends], data[ends : ends + address_bytes])
    )
    return person(name, address.partition(":")[2] if address.upper().startswith("SMTP:") else address)


def _sent(letter: _Packed) -> list[str]:
    """When it was sent, in ISO 8601, as often as it says so otherwise."""
    submitted = letter.moment(_SUBMITTED)
    return [submitted] if submitted else _times(letter, _SENT)


def _received(letter: _Packed) -> list[str]:
    """When it was received, in ISO 8601, as often as it says so otherwise."""
    delivered = letter.moment(_DELIVERED)
    return [delivered] if delivered else _times(letter, _RECEIVED)


def _times(letter: _Packed, name: int) -> list[str]:
    """The times of an object, in ISO 8601 without a zone."""
    times = []
    for data in letter.all_of(name):
        with suppress(struct.error, ValueError):
            moment = datetime(*_MOMENT.unpack_from(data))  # noqa: DTZ001 - no zone is stated
            times.append(moment.isoformat(timespec="seconds"))
    return list(dict.fromkeys(times))


def _dated(stated: str) -> str:
    """The time of a field, which is in ISO 8601 unless it was transported with the letter."""
    try:
        datetime.fromisoformat(stated)
    except ValueError:
        return sent_at(stated)
    return stated


def _class(letter: _Packed, page: str) -> str:
    stated = labelled(letter.objects.get(_CLASS, b""), page).strip("\x00 ")
    return stated or letter.text(_CLASS_PROPERTY, page)


def _taken_apart(data: bytes) -> tuple[_Packed, list[_Packed], set[str]]:
    """The letter, its attachments, and what is wrong: `CUT`, or `WRONG_SUM` by section 2.1.3.

    Zeros behind the last object fill up the file.
    """
    letter, attached, losses = _Packed(), list[_Packed](), set[str]()
    at = _HEAD_BYTES
    while at + _OBJECT.size <= len(data):
        name, size = _OBJECT.unpack_from(data, at)
        content = data[at + _OBJECT.size : at + _OBJECT.size + size]
        at += _OBJECT.size + size + _CHECKSUM_BYTES
        if at <= len(data) and sum(content) & 0xFFFF != int.from_bytes(
            data[at - _CHECKSUM_BYTES : at], "little"
        ):
            losses.add(WRONG_SUM)
        if name == _BEGINS and len(attached) < MAX_PARTS:
            attached.append(_Packed())
        elif name == _LETTER_PROPERTIES and letter.properties and len(letter.others) < MAX_PARTS:
            letter.others.append(_Packed(properties=dict(_properties(content))))
        elif name == _LETTER_PROPERTIES:
            letter.properties.update(_properties(content))
        elif name == _ATTACHMENT_PROPERTIES and attached:
            attached[-1].properties.update(_properties(content))
        elif name in {_DATA, _TITLE} and attached:
            attached[-1].objects[name] = content
        else:
            letter.put(name, content)
    if at > len(data) or data[at:].strip(b"\0"):
        losses.add(CUT)
    return letter, attached, losses


def _properties(data: bytes) -> Iterator[tuple[int, Property]]:
    """The properties by tag, each with its type and first value, as far as the data goes."""
    count, at = _number(data, 0), 4
    while count and at + 4 <= len(data):
        count -= 1
        kind, tag = struct.unpack_from("<HH", data, at)
        at += 4
        if tag >= _NAMED:  # a GUID, then a number or a name
            at += 24 if not _number(data, at + 16) else 24 + _filled(_number(data, at + 20))
        simple = kind & ~_MANY
        values = 1
        if kind & _MANY or simple in _VARIABLE:
            values, at = _number(data, at), at + 4
        first = b""
        while values and at < len(data):
            values -= 1
            size = _SIZES.get(simple, 0)
            if simple in _VARIABLE:
                size, at = _number(data, at), at + 4
            elif not size:
                return  # of an unknown type the length is unknown
            first = first or data[at : at + size]
            at += _filled(size)
        yield tag, (simple, first)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _filled(size: int) -> int:
    return -(-size // 4) * 4


def _body(letter: _Packed, page: str) -> HtmlText:
    """The words of a letter, and what they hide."""
    html_page = code_page(_number(letter.properties.get(_HTML_PAGE, (0, b""))[1], 0)) or page
    if plain := labelled(letter.objects.get(_BODY, b""), page).strip("\x00 \r\n"):
        return HtmlText(plain)
    if plain := letter.text(_PLAIN_BODY, html_page):
        return HtmlText(plain)
    if html := letter.text(_HTML_BODY, html_page):
        return read_html(html)
    return HtmlText(rtf_body_words(letter.properties.get(_RICH_BODY, (0, b""))[1]))
