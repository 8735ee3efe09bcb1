"""A letter as it travels: its parts sorted into words, files and letters within the letter."""

from __future__ import annotations

import binascii
import email
import email.policy
import re
import unicodedata
from collections.abc import Callable, Sequence
from email.errors import CloseBoundaryNotFoundDefect, MessageError, MissingHeaderBodySeparatorDefect
from email.message import Message
from typing import cast

from casebook.formats.charset import labelled
from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.heads.mail_head import begins_as_part, is_written_by_hand
from casebook.formats.hypertext.html_words import HtmlText, read_html
from casebook.formats.mail.header import field_of, has_unparted_people, header_of, header_text, is_of_another
from casebook.formats.mail.mail import BROKEN_CHARACTERS, CALLS_OFF, CUT, ENCRYPTED, UNPARTED, WORDLESS, Mail
from casebook.formats.mail.signed import SIGNED_TYPES, is_timestamped, signed_content
from casebook.formats.mail.tnef import read_tnef
from casebook.formats.media_type import TNEF_MARK, is_signed
from casebook.formats.printed.struck_words import without_marks
from casebook.formats.read import UNSTYLED, EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_WORDS

_INVITATIONS = frozenset({"text/calendar", "application/ics"})
_CANCELS = re.compile(rb"^(?:METHOD:CANCEL|STATUS:CANCELLED)\s*$", re.MULTILINE | re.IGNORECASE)
"""How an invitation cancels an appointment. Source: RFC 5546, 3.2.5; RFC 5545, 3.8.1.11."""
_MAX_DEPTH, _MAX_USUAL = 50, 1000
_WORDS = frozenset({"text/plain", "text/html", "text/rfc822-headers", "text/enriched"})
_NOTICES = frozenset({"message/delivery-status", "message/disposition-notification"})
_PGP_MARK = "-----BEGIN PGP MESSAGE-----"
_FULLER_BY = 3
"""The same in HTML is read where it has so many words that the plain text lacks, and lacks fewer."""
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"(?:https?|mailto):\S+")
_HEAD_END = re.compile(rb"(?=\r?\n\r?\n)")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]|From ")
_BLANK_BEFORE_COLON = re.compile(rb"^([!-9;-~]+)[ \t]+(?=:)", re.MULTILINE)
"""Source: RFC 5322, section 4.5: it must be read, and Python takes it for the end of the head."""
_FOR_OLD_PROGRAMS = re.compile(
    r"""(?:
    (?:>\ )?This\ (?:is\ an?|message\ is\ in)\ [a-z/ -]{0,50}\bMIME\b[a-z -]{0,40}(?:\(RFC[\d and]*\))?\.*\ ?
    |(?:>\ )?Since\ your\ mail\ reader\ does\ not\ understand\ (?:>\ )?this\ format,
        \ some\ or\ all\ of\ this\ message\ may\ not\ be\ legible\.\ ?
    |The\ first\ part\ should\ be\ readable\ text,
        \ while\ the\ remaining\ parts\ are\ likely\ unreadable\ without\ MIME-aware\ tools\.\ ?
    ){1,3}""",
    re.IGNORECASE | re.VERBOSE,
)
"""What programs write before the parts of a letter, for those that know none, with single blanks."""
_KNOWN_FIELD = re.compile(rb"(?:date|from|to|cc|subject|message-id):", re.IGNORECASE)
FAULTS = (ValueError, LookupError, TypeError, AttributeError, MessageError, AssertionError, binascii.Error)


def read_mime(data: bytes) -> Mail:
    """A letter in the form of RFC 5322, with what is attached to it.

    Raises:
        Damaged: it is no mail.
        OversizedFile: its parts stand too deep in one another, or are too many.
    """
    try:
        message, stray = _parsed(data)
        writers = f"{field_of(message, 'From')} {field_of(message, 'Sender')}"
        line_end = "\r\n" if b"\r\n" in data[:4096] else "\n"
        taken = _Taken(line_end, _ends_within(message), writers, _declared(message))
        taken.take(message, 0, is_heard=True)
        header, fields = header_of(message, taken.label)
    except RecursionError as error:
        raise OversizedFile from error
    except FAULTS as error:
        raise Damaged from error
    if has_unparted_people(message):
        taken.losses.add(UNPARTED)
    if taken.unfinished and not taken.cut:
        taken.losses.add(CUT)
    written = (f"{name}: {value}" for name, value in message.raw_items() if is_written_by_hand(name))
    stray += [header_text(line, taken.label) for line in written]
    body = "\n".join((*stray, *taken.words))
    if _PGP_MARK in body:
        taken.losses.add(ENCRYPTED)
    if taken.is_page and not taken.words:
        taken.losses.add(WORDLESS)
    if any("\ufffd" in text for text in (body, *(text for _, text in fields))):
        taken.losses.add(BROKEN_CHARACTERS)
    parts = tuple(taken.parts)
    return Mail(
        header=header,
        fields=fields,
        body=body,
        parts=parts,
        losses=tuple(sorted(taken.losses)),
        cut_parts=tuple(at for at, part in enumerate(parts) if any(part is cut for cut in taken.cut)),
        other_form=taken.other_form,
        hidden=tuple(taken.hidden),
        outside=tuple(taken.outside),
    )


def with_plain_colons(data: bytes) -> bytes:
    r"""A letter without blanks between the names of its fields and the colons behind them.

    >>> with_plain_colons(b"From : a@b.example\n\nNote : x")
    b'From: a@b.example\n\nNote : x'
    """
    head = _HEAD_END.split(data, maxsplit=1)[0]
    return _BLANK_BEFORE_COLON.sub(rb"\1", head) + data[len(head) :]


def _parsed(data: bytes) -> tuple[Message, list[str]]:
    """Parse a letter, and return it with the lines amid its head that are no fields.

    Such a line would end the head (RFC 5322, section 2.2), and with it date, sender and subject behind it.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    if not any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects):
        return message, []
    head = _HEAD_END.split(data, maxsplit=1)[0]
    lines = head.splitlines(keepends=True)
    last = max((at for at, line in enumerate(lines) if _KNOWN_FIELD.match(line)), default=0)
    strays = [line for line in lines[:last] if not _FIELD.match(line)]
    fields = [line for at, line in enumerate(lines) if at > last or _FIELD.match(line)]
    whole = email.message_from_bytes(b"".join(fields) + data[len(head) :], policy=email.policy.compat32)
    return whole, [line.decode("utf-8", "replace").strip() for line in strays]


class _Taken:
    """What is taken from a letter, part by part.

    Args:
        line_end: of the file, kept in the letters attached to it.
        unfinished: parts in which the file ends before they do.
        writers: who sent the letter, by its head.
        label: the encoding of its words, for bytes that do not say their own; "" where it states none.
    """

    def __init__(self, line_end: str, unfinished: Sequence[Message], writers: str, label: str) -> None:
        self.unfinished, self.writers = unfinished, writers
        self.cut: list[EmbeddedFile] = []
        self.other_form = ""
        self.hidden: list[str] = []
        self.outside: list[str] = []
        self.is_page = False
        self.words: list[str] = []
        self.parts: list[EmbeddedFile] = []
        self.losses: set[str] = set()
        self.label = label
        self._policy = email.policy.compat32.clone(mangle_from_=False, linesep=line_end)

    def take(self, message: Message, depth: int, *, is_heard: bool) -> None:
        """Take a part and those in it; of what is not heard, only the files."""
        if depth > _MAX_DEPTH or len(self.parts) > MAX_PARTS:
            raise OversizedFile
        kind = message.get_content_type()
        if message.get_content_maintype() == "multipart":
            self._take_parts(message, depth, is_heard=is_heard)
        elif kind in _NOTICES and message.is_multipart():
            self._say("\n\n".join(map(str, cast("list[Message]", message.get_payload()))), is_heard=is_heard)
        elif message.get_content_maintype() == "message" and message.is_multipart():
            self._attach(message, _letter_within(message, len(self.parts) + 1, self._policy, self.label))
        elif kind in _WORDS and message.get_content_disposition() != "attachment" and not file_name(message):
            said = _text_in(message) if is_heard else HtmlText("")
            self._say(said.words, is_heard=is_heard)
            self.hidden.extend(said.hidden)
            self.losses.update({UNSTYLED} if said.is_unstyled else ())
            self.is_page |= is_heard and kind == "text/html"
        else:
            self._take_file(message, kind, depth, is_heard=is_heard)

    def _take_parts(self, message: Message, depth: int, *, is_heard: bool) -> None:
        if not message.is_multipart():  # no boundary of it is there
            self._say(text_of(message), is_heard=is_heard)
            return
        children = cast("list[Message]", message.get_payload())
        if len(children) > MAX_PARTS:
            raise OversizedFile
        if message.get_content_subtype() == "encrypted":
            self.losses.add(ENCRYPTED)
        self._take_outside(message)
        is_choice = message.get_content_subtype() == "alternative"
        heard, other_form = _likeliest(children) if is_choice else (None, "")
        if is_heard:
            self.other_form = "\n".join(filter(None, (self.other_form, other_form)))
        for child in children:
            is_chosen = not is_choice or child is heard or heard is None
            self.take(child, depth + 1, is_heard=is_heard and is_chosen)

    def _take_outside(self, message: Message) -> None:
        """Take the text before the first boundary of a part and behind its last one, which nothing shows."""
        for text in (message.preamble, message.epilogue):
            said = labelled(str(text or "").encode("ascii", "surrogateescape"), self.label).strip()
            is_usual = len(said) < _MAX_USUAL and _FOR_OLD_PROGRAMS.fullmatch(" ".join(said.split()))
            self.outside.extend((said,) if said and not is_usual else ())

    def _take_file(self, message: Message, kind: str, depth: int, *, is_heard: bool) -> None:
        data, name = payload_of(message), file_name(message, self.label)
        is_invitation = kind in _INVITATIONS or name.lower().endswith(".ics")
        self.losses.update({CALLS_OFF} if is_invitation and _CANCELS.search(data) else ())
        opened: Callable[[bytes], Mail | None] | None = None
        if kind in SIGNED_TYPES or name.lower().endswith(".p7m") or is_signed(data[:64]):
            opened = self._unsigned
        elif data.startswith(TNEF_MARK):
            opened = read_tnef
        try:
            letter = opened(data) if opened and depth < _MAX_DEPTH else None
        except PasswordProtected:
            self.losses.add(ENCRYPTED)
            return
        except Damaged:
            letter = None
        is_other = letter and is_of_another(letter.header.author, self.writers)
        if letter is None or is_other or not (letter.body.strip() or letter.parts):
            self._attach(message, _part(message, name, data, len(self.parts) + 1))
            return
        self._say(letter.body, is_heard=is_heard and letter.body not in self.words)
        self.parts.extend(letter.parts)
        self.losses.update(letter.losses)
        self.hidden.extend(letter.hidden if is_heard else ())
        self.outside.extend(letter.outside)

    def _attach(self, message: Message, part: EmbeddedFile) -> None:
        self.parts.append(part)
        if any(within is cut for within in message.walk() for cut in self.unfinished):
            self.cut.append(part)

    def _unsigned(self, data: bytes) -> Mail | None:
        content = None if is_timestamped(data) else signed_content(data)  # evidence stays with its file
        return read_mime(content) if content and begins_as_part(content) else None

    def _say(self, text: str, *, is_heard: bool) -> None:
        if is_heard and text.strip() and sum(map(len, self.words)) < MAX_WORDS:
            self.words.append(text)


def text_of(leaf: Message) -> str:
    """The words of a part."""
    return _text_in(leaf).words


def _text_in(leaf: Message) -> HtmlText:
    """The words of a part, and what it hides."""
    text = labelled(payload_of(leaf), str(leaf.get_content_charset() or ""))
    if leaf.get_content_subtype() == "html":
        return read_html(text)
    if str(leaf.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, is_joined=str(leaf.get_param("delsp", "")).lower() == "yes")
    return HtmlText(text)


def payload_of(leaf: Message) -> bytes:
    """The bytes of a part; what is broken of its transfer encoding is left as it is."""
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def file_name(leaf: Message, label: str = "") -> str:
    """The name of a part without its folders, whichever of the ways to write it was used; "" without one.

    Args:
        leaf: the part.
        label: the encoding of the letter, for bytes of a part that states none.
    """
    label = str(leaf.get_content_charset() or label)
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        raw = field_of(leaf, header)
        if not raw.isascii():  # bytes of any encoding, which the library replaces
            raw = labelled(raw.encode("ascii", "surrogateescape"), label)
        carrier = Message()
        carrier[header] = raw
        value = carrier.get_param(parameter, header=header)
        if isinstance(value, tuple):  # RFC 2231: encoding, language and text whose characters are bytes
            name = labelled(value[2].encode("latin-1", "replace"), value[0] or "")
        else:
            name = header_text(str(value or ""), label)
        if name := name.replace("\\", "/").rpartition("/")[2].strip(' "'):
            return name
    return ""


def _declared(message: Message) -> str:
    """The first encoding that the words of a letter state; "" where they state none."""
    leaves = (leaf for leaf in message.walk() if leaf.get_content_type() in _WORDS)
    return next(filter(None, (str(leaf.get_content_charset() or "") for leaf in leaves)), "")


def _likeliest(children: list[Message]) -> tuple[Message | None, str]:
    """Of parts that say the same the fuller one, if in doubt the plain text; and the other if it differs."""
    plain = next((child for child in children if child.get_content_type() == "text/plain"), None)
    rich = next((child for child in children if _html_in(child)), None)
    html = _html_in(rich) if rich else None
    if plain is None or rich is None or html is None:
        return plain or rich, ""
    texts = text_of(plain), text_of(html)
    heard, other = fuller_form(*texts)
    return plain if heard is texts[0] else rich, other


def fuller_form(plain: str, rich: str) -> tuple[str, str]:
    """Of two forms of one text the fuller one, if in doubt the plain one; and the other if it differs.

    >>> fuller_form("Come on Monday.", "COME on Monday"), fuller_form("Come on Monday.", "Come on Friday.")
    (('Come on Monday.', ''), ('Come on Monday.', 'Come on Friday.'))
    """
    in_plain, in_rich = map(_words_of, (plain, without_marks(rich)))
    if without_marks(rich) != rich:  # which only this form shows
        return (plain, rich) if in_plain - in_rich else (rich, "")
    if len(in_rich - in_plain) >= _FULLER_BY and len(in_rich - in_plain) > len(in_plain - in_rich):
        return rich, plain if in_plain - in_rich else ""
    return plain, rich if in_rich - in_plain else ""


def _words_of(text: str) -> set[str]:
    """The words of a text, whatever their case and width; addresses of pages are none."""
    return set(_WORD.findall(unicodedata.normalize("NFKC", _ADDRESS.sub("", text)).casefold()))


def _ends_within(message: Message) -> list[Message]:
    """The parts in which a letter breaks off: the last one of what has no end, or one cut amid its encoding.

    Source: RFC 2046, 5.1.1 (the closing delimiter); RFC 4648, 4 (base64 comes in fours).
    """
    last = list(message.walk())[-1]
    unfinished = [
        list(part.walk())[-1]
        for part in message.walk()
        if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects)
    ]
    is_base64 = str(last.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"
    if is_base64 and len("".join(str(last.get_payload()).split())) % 4:
        unfinished.append(last)
    return unfinished


def _html_in(part: Message) -> Message | None:
    leaves = (leaf for leaf in part.walk() if leaf.get_content_type() == "text/html")
    return next(leaves, None) if part.get_content_maintype() in {"text", "multipart"} else None


def _letter_within(message: Message, number: int, policy: email.policy.Policy, label: str) -> EmbeddedFile:
    inner = cast("list[Message]", message.get_payload())[0]
    label = _declared(inner) or label
    name = file_name(message, label) or header_text(field_of(inner, "Subject"), label) or f"message {number}"
    if str(message.get("content-transfer-encoding", "")).strip().lower() in {"base64", "quoted-printable"}:
        return EmbeddedFile(name=_as_eml(name), data=_decoded_letter(message, inner))
    try:
        return EmbeddedFile(name=_as_eml(name), data=inner.as_bytes(policy=policy))
    except FAULTS:
        return EmbeddedFile(name=_as_eml(name), data=b"")


def _decoded_letter(message: Message, inner: Message) -> bytes:
    """A letter that was encoded as a whole, which RFC 2046 forbids and some programs do."""
    carrier = Message()
    carrier["Content-Transfer-Encoding"] = str(message["content-transfer-encoding"])
    carrier.set_payload(str(inner.get_payload()) if not inner.is_multipart() else "")
    return payload_of(carrier) or inner.as_bytes()


def _as_eml(name: str) -> str:
    return f"{name.removesuffix('.eml')}.eml"


def _part(leaf: Message, name: str, data: bytes, number: int) -> EmbeddedFile:
    return EmbeddedFile(name=name or f"part {number}.{leaf.get_content_subtype()}", data=data)


def _unflowed(text: str, *, is_joined: bool) -> str:
    """The paragraphs of a text whose lines end with a space where they go on.

    Source: RFC 3676, section 4: a space that begins a line is stuffed, and ``-- `` begins the signature.
    """
    lines: list[str] = []
    goes_on = False
    for raw in text.splitlines():
        quoted = len(raw) - len(raw.lstrip(">"))
        line = raw[quoted:].removeprefix(" ")
        if goes_on and lines and quoted == _depth(lines[-1]):
            lines[-1] = (lines[-1][:-1] if is_joined else lines[-1]) + line
        else:
            lines.append(f"{'>' * quoted} {line}" if quoted else line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))
