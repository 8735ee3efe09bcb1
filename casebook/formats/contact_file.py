"""Contact cards (vCard 2.1, 3.0 and 4.0): those of old telephones in, our own out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.domain.base.grid import BadRow, Grid, GridRow
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.formats.encoding import decoded_list, load_encodings
from casebook.formats.fault import OversizedFile

MAX_CARDS = 20_000
MAX_CARD_LINES = 20_000
HEAD = ("Name", "Organisation", "Position", "Telephone", "E-mail", "Address", "Languages", "Remarks")
"""The headings of a list made from vCards; several values in a cell are on separate lines."""

_BEGIN = re.compile(r"BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(r"END\s*:\s*VCARD\s*$", re.IGNORECASE)
_PICTURE = re.compile(r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_SAMPLE = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=C1=D6\r\nEND:VCARD\r\n"
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, IndexError)
_SCHEMES = {"telephone": "TEL", "phone": "TEL", "mobile": "TEL", "e-mail": "EMAIL", "email": "EMAIL"}

logging.getLogger("vobject").setLevel(logging.CRITICAL)  # it logs what the cards say


def read_contacts(data: bytes, encoding: str = "") -> Grid:
    """The cards of a file as a list; a broken card is named by its line, the others are read.

    Args:
        data: the file.
        encoding: as somebody chose it, or "" to find out.

    Raises:
        DamagedSource: the file holds no card.
        OversizedFile: it holds more cards than are read.
    """
    decoded_text, fitting = decoded_list(data, encoding)
    rows: list[GridRow] = []
    bad: list[BadRow] = []
    for line, text in _cards(decoded_text.text):
        if len(rows) + len(bad) >= MAX_CARDS:
            raise OversizedFile
        cells = _read_cells(text)
        if not cells:
            bad.append(BadRow(line=line, why=Message("The card is damaged.")))
        elif any("\ufffd" in cell for cell in cells):
            bad.append(BadRow(line=line, why=Message("Some of its bytes are not text in this encoding.")))
        else:
            rows.append(GridRow(line=line, cells=cells))
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
    return "".join(_card(contact) for contact in contacts).encode()


def load_for_contacts() -> None:
    """Load what reading cards takes, before files are given up."""
    load_encodings()
    read_contacts(_SAMPLE.encode())


def _cards(text: str) -> Iterator[tuple[int, str]]:
    """Each card with the line it begins on; pictures are left out, and a card that never ends is one."""
    lines: list[str] = []
    begun, is_skipping = 0, False
    for number, line in enumerate(text.splitlines(), start=1):
        if _BEGIN.match(line.strip()):
            if begun:
                yield begun, ""
            begun, lines = number, []
        if not begun:
            continue
        is_skipping = bool(_PICTURE.match(line)) or (is_skipping and line.startswith((" ", "\t")))
        if not is_skipping and len(lines) < MAX_CARD_LINES:
            lines.append(line)
        if _END.match(line.strip()):
            yield begun, "\r\n".join((*lines, ""))
            begun, is_skipping = 0, False
    if begun:
        yield begun, ""


def _read_cells(text: str) -> tuple[str, ...]:
    """The cells of a card; none where it cannot be read."""
    from vobject.base import VObjectError

    try:
        return _cells(text)
    except (*_FAULTS, VObjectError):
        return ()


def _cells(text: str) -> tuple[str, ...]:
    import vobject

    if not text:
        return ()
    card = next(vobject.readComponents(text, allowQP=True, ignoreUnreadable=True))
    return (
        _name(card),
        _first(card, "org"),
        _first(card, "title") or _first(card, "role"),
        _all(card, "tel"),
        _all(card, "email"),
        _all(card, "adr"),
        _all(card, "lang"),
        _all(card, "note"),
    )


def _name(card: Any) -> str:  # noqa: ANN401 - the library's card
    """Return the name as the vCard displays it, or else its parts with the family name first."""
    if shown := _first(card, "fn"):
        return shown
    parts = card.contents.get("n")
    if not parts:
        return _first(card, "org")
    name = parts[0].value
    return " ".join(part for part in (_flat(name.family), _flat(name.given)) if part)


def _first(card: Any, field: str) -> str:  # noqa: ANN401 - the library's card
    return next((_flat(line.value) for line in card.contents.get(field, ())), "")


def _all(card: Any, field: str) -> str:  # noqa: ANN401 - the library's card
    values = (_flat(line.value) for line in card.contents.get(field, ()))
    return "\n".join(dict.fromkeys(value for value in values if value))


def _flat(value: Any) -> str:  # noqa: ANN401 - text, list or the library's address
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(_flat, value) if part)
    if type(value).__name__ == "Address":
        names = ("street", "extended", "box", "city", "region", "code", "country")
        return ", ".join(part for part in (_flat(getattr(value, name, "")) for name in names) if part)
    return str(value).removeprefix("tel:").removeprefix("mailto:").strip()


def _card(contact: Contact) -> str:
    import vobject

    card = vobject.vCard()
    card.add("fn").value = contact.name
    card.add("n").value = vobject.vcard.Name(family=contact.name)
    if contact.body:
        card.add("org").value = [contact.body]
    for channel in contact.channels:
        _add_channel(card, channel)
    if contact.remarks:
        card.add("note").value = contact.remarks
    return str(card.serialize())


def _add_channel(card: Any, channel: ContactDetail) -> None:  # noqa: ANN401 - the library's card
    field = _SCHEMES.get(channel.kind.casefold(), "IMPP")
    line = card.add(field.lower())
    line.value = channel.address if field != "IMPP" else f"{channel.kind.lower()}:{channel.address}"
