"""Letters as Outlook saves them (.msg): a compound file of properties. Source: [MS-OXMSG], [MS-OXPROPS]."""

from __future__ import annotations

import email
import email.policy
import html
import io
import struct
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING
from uuid import UUID

from casebook.formats.charset import code_page, labelled
from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.heads.mail_head import SHOWN_FIELDS, begins_as_part
from casebook.formats.hypertext.html_words import HtmlText, read_html
from casebook.formats.mail.header import chain, header_of, is_of_another, message_ids, person
from casebook.formats.mail.mail import ENCRYPTED, OUTLOOK_ITEM, Mail
from casebook.formats.mail.mime import fuller_form, read_mime
from casebook.formats.mail.outlook_item import file_time, item_fields, item_kind, named_tags
from casebook.formats.mail.rtf_body import rtf_body_words
from casebook.formats.mail.signed import signed_content
from casebook.formats.media_type import is_signed
from casebook.formats.read import UNSTYLED, EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_WORDS, FileHeader

if TYPE_CHECKING:
    from olefile import OleFileIO

_PROPERTIES = "__properties_version1.0"
_MAX_LAYERS, _MAX_ENTRIES = 5, 10_000
_HEAD_BYTES, _HEAD_WITHIN, _HEAD_BESIDE, _ENTRY = 32, 24, 8, struct.Struct("<HHI8s")
"""Source: [MS-OXMSG], section 2.4: the head of the properties of a letter, of one in a letter, of others."""
_INTEGER, _TIME, _BYTES, _TEXT, _OLD_TEXT, _STORAGE = 0x0003, 0x0040, 0x0102, 0x001F, 0x001E, 0x000D
_CLASS, _SUBJECT, _HEADERS, _BODY, _RTF, _HTML = 0x001A, 0x0037, 0x007D, 0x1000, 0x1009, 0x1013
_SENT, _ARRIVED, _INTERNET_PAGE, _MESSAGE_PAGE = 0x0039, 0x0E06, 0x3FDE, 0x3FFD
_ID, _REFERENCES, _IN_REPLY_TO = 0x1035, 0x1039, 0x1042
_SENDERS = ((0x0C1A, 0x5D01, 0x0C1F), (0x0042, 0x5D02, 0x0065))
"""Name, address on the internet and address: of who sent it, and of whom it was sent for."""
_DATA, _SHORT_NAME, _LONG_NAME, _SHOWN_NAME, _SMTP, _ADDRESS, _KIND = (
    *(0x3701, 0x3704, 0x3707),
    *(0x3001, 0x39FE, 0x3003, 0x0C15),
)
_SETS, _ENTRIES = 2, 3
_STREAM = 2  # olefile.STGTY_STREAM, [MS-CFB], section 2.6.1
_FIELD_OF_KIND = {1: "To", 2: "Cc", 3: "Bcc"}

Storage = tuple[str, ...]


def is_outlook_letter(data: bytes) -> bool:
    """Whether a compound file holds a letter: the name of its properties stands in its directory."""
    return _PROPERTIES.encode("utf-16-le") in data and "__substg1.0_".encode("utf-16-le") in data


def read_outlook(data: bytes) -> Mail:
    """A letter of Outlook with what is attached to it; letters within it are given as mail that we write.

    Raises:
        Damaged: it cannot be taken apart.
        OversizedFile: it holds too much.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return _Stored(file, (), _HEAD_BYTES).mail(_MAX_LAYERS)
    except RecursionError as error:
        raise OversizedFile from error
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
        raise Damaged from error


class _Stored:
    """The properties of a letter, recipient or attachment.

    Args:
        file: that holds them.
        at: where in it.
        head_bytes: that stand before the properties of fixed length.
        page: the encoding of texts that are not Unicode.
    """

    def __init__(self, file: OleFileIO[str], at: Storage, head_bytes: int, page: str = "") -> None:
        self._file, self._at = file, at
        self._fixed = self._entries(head_bytes)
        self._page = page or code_page(self.integer(_MESSAGE_PAGE) or self.integer(_INTERNET_PAGE))

    def integer(self, tag: int) -> int:
        """A whole number; 0 where there is none."""
        return int.from_bytes(self._fixed.get((tag, _INTEGER), b"")[:4], "little")

    def moment(self, tag: int) -> str:
        """A time in ISO 8601, in UTC; "" where there is none."""
        return file_time(self._fixed.get((tag, _TIME), b""))

    def binary(self, tag: int, kind: int = _BYTES) -> bytes:
        """Bytes; none where there are none."""
        name = [*self._at, f"__substg1.0_{tag:04X}{kind:04X}"]
        return bytes(self._file.openstream(name).read()) if self._is_stream(name) else b""

    def text(self, tag: int) -> str:
        """A text; "" where there is none."""
        if data := self.binary(tag, _TEXT):
            return data.decode("utf-16-le", "replace").strip("\x00")
        return labelled(self.binary(tag, _OLD_TEXT), self._page).strip("\x00")

    def mail(self, layers: int) -> Mail:
        """The letter.

        Raises:
            Damaged: nothing of a letter is there.
        """
        if not self._fixed:
            raise Damaged
        # The head of the internet names the zone and addresses; the properties may name an office's own.
        headers = self.text(_HEADERS).encode("utf-8", "replace")
        sent, shown = header_of(email.message_from_bytes(headers, policy=email.policy.compat32))
        known = self._own_fields() | dict(reversed(shown))
        fields = {name: known[name] for name in SHOWN_FIELDS if known.get(name)}
        parts, more_words, losses = self._attached(layers, fields)
        body, other_form, page = self._body()
        losses += (UNSTYLED,) if page.is_unstyled else ()
        kind = item_kind(self.text(_CLASS))
        own = item_fields(self, kind, self._named_tags()) if kind else ()
        return Mail(
            header=self._header(fields, sent),
            fields=(*fields.items(), *own),
            body="\n\n".join(filter(None, (body, *more_words)))[:MAX_WORDS],
            parts=parts,
            losses=(*losses, OUTLOOK_ITEM) if kind else losses,
            other_form=other_form[:MAX_WORDS],
            hidden=page.hidden,
        )

    def _named_tags(self) -> dict[tuple[UUID, int], int]:
        """The tags of named properties, which stand once for the whole file ([MS-OXMSG], section 2.2.3)."""
        names = _Stored(self._file, ("__nameid_version1.0",), 0)
        return named_tags(names.binary(_ENTRIES), names.binary(_SETS))

    def _own_fields(self) -> dict[str, str]:
        people: dict[str, list[str]] = {}
        for storage in self._within("__recip_version1.0_#"):
            one = _Stored(self._file, storage, _HEAD_BESIDE, self._page)
            field = _FIELD_OF_KIND.get(one.integer(_KIND) & 0xF, "To")
            people.setdefault(field, []).append(
                person(*(one.text(tag) for tag in (_SHOWN_NAME, _SMTP, _ADDRESS)))
            )
        sender, author = (person(*(self.text(tag) for tag in tags)) for tags in _SENDERS)
        return {
            **{name: "; ".join(filter(None, shown)) for name, shown in people.items()},
            "From": author or sender,
            "Sender": sender if author and sender != author else "",
            "Date": self.moment(_SENT) or self.moment(_ARRIVED),
            "Subject": " ".join(self.text(_SUBJECT).split()),
        }

    def _header(self, fields: Mapping[str, str], sent: FileHeader) -> FileHeader:
        answers = chain(message_ids(self.text(_REFERENCES)), message_ids(self.text(_IN_REPLY_TO)))
        return FileHeader(
            title=fields.get("Subject", ""),
            author=fields.get("From", ""),
            recipients="; ".join(fields[name] for name in _FIELD_OF_KIND.values() if name in fields),
            dated=sent.dated or self.moment(_SENT) or self.moment(_ARRIVED),
            message_id=next(iter(message_ids(self.text(_ID))), sent.message_id),
            references=answers or sent.references,
        )

    def _body(self) -> tuple[str, str, HtmlText]:
        """The words of the letter, those of its other form where they differ, and the page if it is read."""
        plain, page = self.text(_BODY).strip(), self._rich_body()
        rich = page.words
        heard, other = fuller_form(plain, rich) if plain and rich.strip() else (plain or rich, "")
        return heard, other, page if heard is rich else HtmlText("")

    def _rich_body(self) -> HtmlText:
        page_bytes = self.binary(_HTML)
        if page_bytes or (written := self.text(_HTML)):
            page = code_page(self.integer(_INTERNET_PAGE)) or self._page
            return read_html(labelled(page_bytes, page) if page_bytes else written)
        return HtmlText(rtf_body_words(self.binary(_RTF)))

    def _attached(
        self, layers: int, fields: Mapping[str, str]
    ) -> tuple[tuple[EmbeddedFile, ...], list[str], tuple[str, ...]]:
        """What is attached: files, the words of a signed letter, and what could not be read."""
        storages = self._within("__attach_version1.0_#")
        if len(storages) > MAX_PARTS:
            raise OversizedFile
        parts: list[EmbeddedFile] = []
        words: list[str] = []
        writers = f"{fields.get('From', '')} {fields.get('Sender', '')}"
        is_signed_mail = "SMIME" in self.text(_CLASS).upper()
        for number, storage in enumerate(storages, start=1):
            one = _Stored(self._file, storage, _HEAD_BESIDE, self._page)
            data = one.binary(_DATA)
            if inner := self._mail_within(storage, layers):
                parts.append(
                    EmbeddedFile(name=f"{inner.header.title or one.name(number)}.eml", data=as_mail(inner))
                )
                continue
            try:
                signed = _signed_mail(data) if is_signed_mail else None
            except PasswordProtected:
                return (), [], (ENCRYPTED,)
            if signed is None or is_of_another(signed.header.author, writers):
                parts.append(EmbeddedFile(name=one.name(number), data=data))
            else:
                words.append(signed.body)
                parts.extend(signed.parts)
        return tuple(parts), words, ()

    def name(self, number: int) -> str:
        """What an attachment is called, without folders."""
        names = (
            self.text(tag).replace("\\", "/").rpartition("/")[2]
            for tag in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME)
        )
        return next(filter(None, names), f"attachment {number}")

    def _mail_within(self, storage: Storage, layers: int) -> Mail | None:
        place = (*storage, f"__substg1.0_{_DATA:04X}{_STORAGE:04X}")
        if not layers or not self._is_stream([*place, _PROPERTIES]):
            return None
        return _Stored(self._file, place, _HEAD_WITHIN, self._page).mail(layers - 1)

    def _within(self, beginning: str) -> list[Storage]:
        depth = len(self._at)
        names = {
            entry[depth]
            for entry in self._file.listdir(streams=False, storages=True)
            if tuple(entry[:depth]) == self._at and len(entry) == depth + 1
        }
        return [(*self._at, name) for name in sorted(names) if name.startswith(beginning)]

    def _is_stream(self, name: list[str]) -> bool:
        return bool(self._file.get_type("/".join(name)) == _STREAM)

    def _entries(self, head_bytes: int) -> dict[tuple[int, int], bytes]:
        name = [*self._at, _PROPERTIES]
        data = self._file.openstream(name).read()[head_bytes:] if self._is_stream(name) else b""
        whole = data[: min(len(data) // _ENTRY.size, _MAX_ENTRIES) * _ENTRY.size]
        return {(tag, kind): value for kind, tag, _, value in _ENTRY.iter_unpack(whole)}


def as_mail(letter: Mail) -> bytes:
    """A letter as mail, with its attachments: so one within a letter of Outlook becomes a file."""
    mail = EmailMessage(policy=email.policy.default.clone(linesep="\n"))
    head, fields = letter.header, dict(letter.fields)
    lines = {
        "Message-ID": f"<{head.message_id}>" if head.message_id else "",
        "References": " ".join(f"<{name}>" for name in head.references),
    }
    # What an item of Outlook states is no field of mail, and becomes lines of its text.
    own = (f"{name}: {value}" for name, value in fields.items() if name not in SHOWN_FIELDS)
    mail.set_content("\n".join((*own, letter.body)))
    if letter.other_form:
        mail.add_alternative(f"<pre>{html.escape(letter.other_form)}</pre>", subtype="html")
    for part in letter.parts:
        mail.add_attachment(part.data, maintype="application", subtype="octet-stream", filename=part.name)
    shown = {name: fields[name] for name in SHOWN_FIELDS if name in fields}
    text = {**shown, **lines, "Date": _rfc_date(head.dated)}
    written = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in text.items() if value)
    return written.encode("utf-8", "replace") + mail.as_bytes()


def _rfc_date(dated: str) -> str:
    from email.utils import format_datetime

    try:
        # Of one without a zone the library says that it is in UTC.
        return format_datetime(datetime.fromisoformat(dated)).removesuffix(" -0000") if dated else ""
    except ValueError:
        return ""


def _signed_mail(data: bytes) -> Mail | None:
    content = signed_content(data) if is_signed(data[:64]) else data
    return read_mime(content) if content and begins_as_part(content) else None
