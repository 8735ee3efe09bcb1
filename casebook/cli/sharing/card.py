"""``card show|list|add|compare``: the card of this device, and those of others."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import Conflict, FileMissing
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.typed_file import bytes_of, words_of
from casebook.services.sharing import card, device
from casebook.services.sharing.team.team_view import put_out

_TURNS = {True: "you the first five, they the rest", False: "they the first five, you the rest"}
_STATES = {True: "compared", False: "not compared"}
_OUT = {True: "lost", False: "removed"}
_DEVICE = 8
"""How many letters of the ID of a device are shown: they tell apart cards of one name."""


def show(
    *,
    vault: Path,
    name_file: Path | None,
    out: Path | None,
    new: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        if name_file:
            device.make_own(session, words_of(name_file, "name-file"))
        if new:
            device.make_new(session)
        own, text = device.required_card(session), device.own_card_text(session)
        if out:
            if out.exists():
                raise Conflict(
                    "A file or folder already exists at this path.", field="out", remedy="Choose a new name."
                )
            device.write_card(session, out)
    device_id = own.device_id.hex()
    document = {"name": own.name, "device": device_id, "text": text, "file": out}
    whose = _whose(own.name, device_id)
    words = f"{whose}\n{text}" if not out else f"The card of {whose} was written to {out}."
    answer(document, words, json_wanted=json)


def list_(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        rows, out = card.rows(session), put_out(session)
    listed = [
        {
            "id": row.id,
            "name": row.name,
            "device": row.device,
            "compared_at": row.compared_at,
            "compared_by": row.compared_by,
            "allowed_at": row.allowed_at,
            "is_removed": row.device in out,
            "is_lost": out.get(row.device, False),
        }
        for row in rows
    ]
    states = [_OUT[out[row.device]] if row.device in out else _STATES[row.is_compared] for row in rows]
    words = table(
        ("id", "name", "device", "added", "state"),
        [
            (row.id, row.name, row.device[:_DEVICE], row.added_at.date(), state)
            for row, state in zip(rows, states, strict=True)
        ],
    )
    answer({"rows": listed}, words, json_wanted=json)


def add(
    *, vault: Path, card_file: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    data = bytes_of(card_file, FileMissing("The file of the card cannot be read.", field="card-file"))
    with unlocked(vault, passphrase_file, keyfile) as session:
        added = card.add_read(session, data)
    words = (
        f"Card {added.id} of {_whose(added.name, added.device)} was added ({_STATES[added.is_compared]}). "
        f"Compare it: `casebook card compare {vault} {added.id}`."
    )
    document = {"id": added.id, "name": added.name, "device": added.device, "is_compared": added.is_compared}
    answer(document, words, json_wanted=json)


def compare(
    *,
    vault: Path,
    card_id: str,
    words_file: Path | None,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        card_id = card.named(session, card_id).id
        if words_file:
            card.note_compared(session, card_id, words_of(words_file, "words-file"))
        ten, is_first = card.words(session, card_id), card.reads_first(session, card_id)
        seen = card.find(session, card_id)
    whose = _whose(seen.name, seen.device)
    words = (
        f"The words match. The card of {whose} is compared."
        if words_file
        else f"Card of {whose}. Read these words aloud to each other, {_TURNS[is_first]}:\n{ten}\n"
        "Then enter all ten in this order, those of the other side as they read them: --words-file FILE, "
        "or - to type them."
    )
    document = {
        "id": card_id,
        "name": seen.name,
        "device": seen.device,
        "words": ten,
        "is_compared": seen.is_compared,
    }
    answer(document, words, json_wanted=json)


def _whose(name: str, device_id: str) -> str:
    return f"{name} (device {device_id[:_DEVICE]})"
