"""Contact cards (vCard 2.1, 3.0 and 4.0): those of old telephones in, our own out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.domain.base.grid import BadRow, Grid, GridRow
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.formats.contact_card import CardProperty, card_line, parts, plain, unfolded
from casebook.formats.encoding import decoded, decoded_list, is_utf16, load_encodings
from casebook.formats.fault import OversizedFile

MAX_CARDS = 20_000
MAX_CARD_LINES = 20_000
_MAX_CELL = 10_000
_MAX_OCTETS = 75
_BEGIN = re.compile(r"BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"END\s*:\s*VCARD\s*", re.IGNORECASE)
_SAMPLE = (
    b"BEGIN:VCARD\r\nFN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=C1=D6\r\nN;CHARSET=big5:\xaaL\r\nEND:VCARD"
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ADDRESS_PARTS = (2, 1, 0, 3, 4, 5, 6)
"""Street, extension, box, place, region, code, country: as an address is written, by their places in ADR."""
_SCHEMES = {
    "telephone": "TEL",
    "phone": "TEL",
    "mobile": "TEL",
    "fax": "TEL;TYPE=FAX",
    "e-mail": "EMAIL",
    "email": "EMAIL",
    "website": "URL",
}
_MESSENGERS = {
    "X-AIM": "aim",
    "X-GOOGLE-TALK": "xmpp",
    "X-GTALK": "xmpp",
    "X-ICQ": "icq",
    "X-JABBER": "xmpp",
    "X-MS-IMADDRESS": "im",
    "X-MSN": "msn",
    "X-QQ": "qq",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-YAHOO": "yahoo",
}
_RELATED = {
    "AGENT": "agent",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-EVOLUTION-MANAGER": "manager",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MANAGER": "manager",
    "X-MS-ASSISTANT": "assistant",
    "X-MS-MANAGER": "manager",
    "X-MS-SPOUSE": "spouse",
    "X-SPOUSE": "spouse",
}
_SEXES = {"F": "female", "M": "male", "O": "other"}
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?")

Card = Sequence[CardProperty]


def read_contacts(data: bytes, encoding: str = "") -> Grid:
    """The cards of a file as a list; a broken card is named by its line, the others are read.

    Args:
        data: the file.
        encoding: as somebody chose it, or "" to find out.

    Raises:
        DamagedSource: the file holds no card.
        OversizedFile: it holds more cards than are read.
    """
    if data.startswith(_WIDE) or is_utf16(data[:4096]):
        data = decoded(data, encoding).text.encode()
        encoding = ""
    lines = list(unfolded(data))
    decoded_text, fitting = decoded_list(b"\n".join(line for _, line in lines), encoding)
    numbered = zip((number for number, _ in lines), decoded_text.text.split("\n"), strict=False)
    rows: list[GridRow] = []
    bad: list[BadRow] = []
    for number, card in _cards(numbered):
        if len(rows) + len(bad) >= MAX_CARDS:
            raise OversizedFile
        if card is None:
            bad.append(BadRow(line=number, why=Message("The file ends in the middle of this card.")))
            continue
        cells = tuple(read(card)[:_MAX_CELL] for read in _COLUMNS.values()) if card else ()
        if not any(cells):
            bad.append(BadRow(line=number, why=Message("The card is damaged.")))
        elif any("\ufffd" in cell for cell in cells):
            bad.append(BadRow(line=number, why=Message("Some of its bytes are not text in this encoding.")))
        else:
            rows.append(GridRow(line=number, cells=cells))
    if not rows and not bad:
        raise DamagedSource("The file contains no contact card.")
    return Grid(
        form="vcard",
        head=HEAD,
        rows=tuple(rows),
        bad_rows=tuple(bad),
        encoding=decoded_text.encoding,
        is_guessed=decoded_text.is_guessed,
        readings=fitting,
    )


def write_contacts(contacts: Iterable[Contact]) -> bytes:
    """Write vCards of contacts, without vetting and cases, which are confidential.

    Source: RFC 2426 (vCard 3.0), which telephones and mail programs of all ages read.
    """
    return "".join(_written(contact) for contact in contacts).encode()


def load_for_contacts() -> None:
    """Load what reading cards takes, before files are given up."""
    load_encodings()
    read_contacts(_SAMPLE)


def _cards(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Card | None]]:
    """Each card with the line it begins on; one within which another begins has no lines, the file None."""
    begun = 0
    card: list[CardProperty] = []
    for number, text in lines:
        if _BEGIN.fullmatch(text.strip()):
            if begun:
                yield begun, ()
            begun, card = number, []
        elif begun and _END.fullmatch(text.strip()):
            yield begun, card
            begun = 0
        elif begun and len(card) < MAX_CARD_LINES and (line := card_line(text)):
            card.append(line)
    if begun:
        yield begun, None


def _values(card: Card, *names: str) -> Iterator[CardProperty]:
    return (line for line in card if line.name in names and line.value.strip())


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _name(card: Card) -> str:
    """The name as the card displays it, else its parts with the family name first, else the organisation."""
    for line in _values(card, "FN"):
        return plain(line.value)
    for line in _values(card, "N"):
        if name := " ".join(part for part in parts(line.value)[:2] if part):
            return name
    return _organisation(card) or plain(next((line.value for line in _values(card, "EMAIL")), ""))


def _other_names(card: Card) -> str:
    """Nicknames, and the name as it is said where an address book keeps that."""
    phonetic = [
        plain(line.value) for name in ("LAST", "FIRST") for line in _values(card, f"X-PHONETIC-{name}-NAME")
    ]
    known = (one for line in _values(card, "NICKNAME", "X-NICKNAME") for one in parts(line.value, ","))
    return _lines((*known, " ".join(phonetic)))


def _organisation(card: Card) -> str:
    return next((", ".join(filter(None, parts(line.value))) for line in _values(card, "ORG")), "")


def _position(card: Card) -> str:
    return next((plain(line.value) for name in ("TITLE", "ROLE") for line in _values(card, name)), "")


def _telephone(card: Card, *, is_fax: bool) -> str:
    numbers = (
        plain(line.value).removeprefix("tel:").removeprefix("fax:")
        for line in _values(card, "TEL", "X-MS-TEL")
        if ("FAX" in line.parameters.get("TYPE", "")) == is_fax
    )
    return _lines(number.replace(";ext=", " ext. ") for number in numbers)


def _email(card: Card) -> str:
    return _lines(plain(line.value).removeprefix("mailto:") for line in _values(card, "EMAIL"))


def _messenger(card: Card) -> str:
    """Each address as ``kind:address``."""
    lines = [(_MESSENGERS.get(line.name, ""), line) for line in _values(card, "IMPP", *_MESSENGERS)]
    stated = (
        (kind or line.parameters.get("X-SERVICE-TYPE", "").casefold(), _unquoted(plain(line.value)))
        for kind, line in lines
    )
    return _lines(
        f"{kind}:{address.rpartition(':')[2]}" if kind else address.replace(":x-apple:", ":")
        for kind, address in stated
    )


def _unquoted(address: str) -> str:
    """An address without the percent signs of URIs."""
    return _PERCENT.sub(
        lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"), address
    )


def _address(card: Card) -> str:
    whole = []
    for line in _values(card, "ADR"):
        stated = parts(line.value)
        ordered = [stated[place] for place in _ADDRESS_PARTS if place < len(stated)]
        whole.append(", ".join(part.replace("\n", ", ") for part in ordered if part))
    return _lines(whole) or _lines(plain(line.value).replace("\n", ", ") for line in _values(card, "LABEL"))


def _born(card: Card) -> str:
    stated = next((plain(line.value) for line in _values(card, "BDAY")), "")
    match = _DATE.fullmatch(stated)
    return "-".join(match.groups()) if match else stated


def _sex(card: Card) -> str:
    stated = next((line.value for line in _values(card, "GENDER", "X-GENDER")), "")
    return _SEXES.get(stated[:1].upper(), "")


def _related(card: Card) -> str:
    """Each person as ``relation: name``; Apple keeps the relation in a line of the same group."""
    labels = {line.group: plain(line.value).strip("_$!<>") for line in _values(card, "X-ABLABEL")}
    people = [
        (_relation(line) or labels.get(line.group, "").casefold(), line.value)
        for line in _values(card, "RELATED", "X-ABRELATEDNAMES")
    ]
    people += [(kind, line.value) for name, kind in _RELATED.items() for line in _values(card, name)]
    return _lines(": ".join(filter(None, (kind, plain(name)))) for kind, name in people)


def _relation(line: CardProperty) -> str:
    words = line.parameters.get("TYPE", "").casefold().split(",")
    return next((word for word in words if word not in {"", "pref"}), "")


def _plain_lines(*names: str) -> Callable[[Card], str]:
    return lambda card: _lines(plain(line.value) for line in _values(card, *names))


_COLUMNS: dict[str, Callable[[Card], str]] = {
    "Name": _name,
    "Other names": _other_names,
    "Organisation": _organisation,
    "Position": _position,
    "Telephone": lambda card: _telephone(card, is_fax=False),
    "Fax": lambda card: _telephone(card, is_fax=True),
    "E-mail": _email,
    "Messenger": _messenger,
    "Website": _plain_lines("URL"),
    "Address": _address,
    "Languages": _plain_lines("LANG"),
    "Date of birth": _born,
    "Sex": _sex,
    "Related people": _related,
    "Remarks": _plain_lines("NOTE"),
}
HEAD = tuple(_COLUMNS)
"""The headings of a list made from vCards; several values in a cell are on separate lines."""


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _written(contact: Contact) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(contact.name)}", f"N:{_escaped(contact.name)};;;;"]
    if contact.other_names:
        lines.append(f"NICKNAME:{','.join(map(_escaped, contact.other_names))}")
    if contact.body:
        lines.append(f"ORG:{_escaped(contact.body)}")
    lines += map(_written_channel, contact.channels)
    if contact.remarks:
        lines.append(f"NOTE:{_escaped(contact.remarks)}")
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCARD"))


def _written_channel(channel: ContactDetail) -> str:
    kind = channel.kind.casefold()
    if kind == "address":
        return f"ADR:;;{_escaped(channel.address)};;;;"
    if field := _SCHEMES.get(kind):
        return f"{field}:{_escaped(channel.address)}"
    return f"IMPP:{kind}:{_escaped(channel.address)}"


def _folded(line: str) -> str:
    """A line in pieces that each fit 75 octets; RFC 2426, 2.6."""
    pieces, length = [""], 0
    for char in line:
        size = len(char.encode())
        if length + size > _MAX_OCTETS:
            pieces.append(" ")
            length = 1
        pieces[-1] += char
        length += size
    return "\r\n".join(pieces)
