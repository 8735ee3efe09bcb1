"""Cards of other devices: added from a file or an email, and compared by ten words read aloud."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import replace
from pathlib import Path

from casebook.base.errors import Conflict, FileMissing, InvalidInput, RecordNotFound, Refused
from casebook.base.message import Message
from casebook.domain.sharing.peer_card import PeerCard
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.store.sharing import handover
from casebook.vault import DeviceCard, holds_card, is_first, pair_words, read_card

MAX_FILE_BYTES = 1 << 18
"""Read of a file with a card, or an email with one."""


def rows(session: Session) -> list[PeerCard]:
    """Return every card that was added, by name."""
    with session.store.reading() as connection:
        return handover.cards(connection)


def find(session: Session, card_id: str) -> PeerCard:
    """Return a card by its ID.

    Raises:
        NotFound: there is none.
    """
    card = next((one for one in rows(session) if one.id == card_id), None)
    if card is None:
        raise RecordNotFound(Message("There is no {noun} with this ID.", noun=Message("card")), field="card")
    return card


def named(session: Session, beginning: str) -> PeerCard:
    """Return the card whose ID begins so, as a person types it.

    Raises:
        NotFound: there is none, or more than one.
    """
    matching = [one for one in rows(session) if beginning and one.id.startswith(beginning.lower())]
    if len(matching) == 1:
        return matching[0]
    return find(session, beginning)


def of_device(session: Session, device_id: str) -> PeerCard | None:
    """Return the card of a device by its ID in hex, or None."""
    with session.store.reading() as connection:
        return handover.card_of(connection, device_id)


def add(session: Session, data: bytes) -> PeerCard:
    """Add the card in a file or an email.

    A card of a device that is known takes the place of its earlier one, which may have another name; then it
    has to be compared again.

    Args:
        session: the open vault.
        data: the file, or the text.

    Raises:
        InvalidInput, VaultTooNew, Refused: there is no card in it that can be read, or it is this device's.
    """
    read = read_card(data)
    own = device.own_card(session)
    if own and own.public == read.public:
        raise InvalidInput(
            "This is the card of this device itself.",
            field="card",
            remedy="Choose the card that another person sent you.",
        )
    known = of_device(session, read.device_id.hex())
    text = b64encode(read.data).decode("ascii")
    if known and known.data == text:
        return known
    fresh = _of(session, read, text)
    if known is None:
        record.add(session, fresh)
        return fresh
    changed = replace(fresh, id=known.id, added_at=known.added_at, allowed_at=known.allowed_at)
    return record.change(session, changed, seen=known)


def add_file(session: Session, source: Path | OpenedFile) -> PeerCard:
    """Add the card in a file that was chosen.

    Raises:
        FileMissing: it cannot be read.
        InvalidInput, VaultTooNew, Refused: as `add`.
    """
    try:
        with source.open("rb") as file:
            data = file.read(MAX_FILE_BYTES)
    except OSError as error:
        raise FileMissing("The file of the card cannot be read.", field="card") from error
    return add_read(session, data)


def add_read(session: Session, data: bytes) -> PeerCard:
    """Add the card in what was read from a file.

    Raises:
        InvalidInput, VaultTooNew, Refused: as `add`.
    """
    if not holds_card(data):
        raise InvalidInput(
            "There is no card in this file.",
            field="card",
            remedy="Choose the file that your colleague sent you. Its name ends in .casebook-card, or it is "
            "an email with the lines of a card.",
        )
    return add(session, data)


def reads_first(session: Session, card_id: str) -> bool:
    """Return whether this device reads the first five of the ten words aloud, and the other side the rest.

    Raises:
        NotFound, Conflict: as `words`.
    """
    return is_first(device.required_card(session), _card(find(session, card_id)))


def words(session: Session, card_id: str) -> str:
    """Return the ten words of a card and that of this device, to be read aloud.

    Raises:
        NotFound: there is no such card, or this device has none.
        Conflict: its bytes are gone with the purge of a person.
    """
    return pair_words(device.required_card(session), _card(find(session, card_id)))


def note_compared(session: Session, card_id: str, typed: str) -> PeerCard:
    """Note that the ten words of a card were read aloud and match.

    Args:
        session: the open vault.
        card_id: of the card.
        typed: all ten words in their order, as they were read out, in any case.

    Raises:
        NotFound, Conflict: as `words`.
        InvalidInput: these are other words.
    """
    if typed.casefold().split() != words(session, card_id).split():
        raise InvalidInput(
            "These are not the ten words of both cards.",
            field="words",
            remedy="Have them read out again. If they still differ, a card was exchanged: seal nothing "
            "to it, and ask for it through another channel.",
        )
    return confirm(session, card_id)


def confirm(session: Session, card_id: str) -> PeerCard:
    """Note that somebody here compared the ten words that were shown, and found them the same.

    Raises:
        NotFound: there is no such card.
    """
    seen = find(session, card_id)
    now = replace(seen, compared_at=session.clock(), compared_by=session.who)
    return record.change(session, now, seen=seen)


def remove(session: Session, card_id: str) -> None:
    """Delete a card; the register still says what was sealed to its device.

    Raises:
        NotFound: there is no such card.
    """
    find(session, card_id)
    with session.store.write("peer-card.remove") as transaction:
        transaction.purge(PeerCard, card_id)


def to_seal_to(session: Session, card_id: str, *, allow: bool = False) -> DeviceCard:
    """Return a card that was compared, or to which somebody wants to seal though it was not.

    Raises:
        NotFound: there is no such card.
        Refused: nobody compared it.
        Conflict: the card itself went with a purge.
    """
    known = find(session, card_id)
    if not known.is_compared:
        if not allow:
            raise not_compared()
        record.change(session, replace(known, allowed_at=session.clock()), seen=known)
    return _card(known)


def not_compared() -> Refused:
    """Return the refusal of a card that nobody compared."""
    return Refused(
        "Nobody compared this card.",
        field="card",
        remedy="Compare its ten words by telephone first: another may have written it.",
    )


def public_keys(card: PeerCard) -> bytes:
    """Return the public keys of a card."""
    return b64decode(card.public)


def _of(session: Session, read: DeviceCard, text: str) -> PeerCard:
    return PeerCard(
        id=session.ids(),
        name=read.name,
        device=read.device_id.hex(),
        public=b64encode(read.public).decode("ascii"),
        data=text,
        added_at=session.clock(),
    )


def _card(card: PeerCard) -> DeviceCard:
    if not card.data:
        raise Conflict(
            "The card went with the purge of a person of this name.",
            field="card",
            remedy="Ask for the card again, and add it.",
        )
    return read_card(b64decode(card.data))
