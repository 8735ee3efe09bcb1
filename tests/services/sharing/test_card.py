from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, InvalidInput, NotFound, Refused
from casebook.domain.base.name import Name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.sharing.stamp import line_of
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.line_name import LineAuthor, LineNames
from casebook.store.base import device_tables
from casebook.store.json_export import history
from casebook.store.sharing.give import versions_of
from tests.services.sharing.conftest import Opener, introduce


def test_a_device_is_made_on_first_use_and_stays(session: Session) -> None:
    assert device.own_card(session) is None
    assert device.keys(session) == ()
    with pytest.raises(NotFound, match="no card yet"):
        device.required_card(session)
    first = device.make_own(session, " Desk ")
    assert first.name == "Desk"
    again = device.make_own(session, "Notebook")
    assert (again.public, again.name) == (first.public, "Notebook")
    assert device.required_card(session) == again
    with pytest.raises(InvalidInput):
        device.make_own(session, "")


def test_a_card_goes_by_file_and_by_lines(casebook_of: Opener, tmp_path: Path) -> None:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    device.write_card(anna, tmp_path / "a.casebook-card")
    by_file = card.add(ben, (tmp_path / "a.casebook-card").read_bytes())
    by_lines = card.add(ben, f"Hello\n\n{device.own_card_text(anna)}\nBye".encode())
    assert by_file == by_lines
    assert (by_file.name, by_file.is_compared) == ("anna", False)
    with pytest.raises(InvalidInput, match="this device itself"):
        card.add(anna, device.required_card(anna).data)


def test_a_file_without_a_card_is_refused_in_words_of_a_file(casebook_of: Opener, tmp_path: Path) -> None:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    chosen = tmp_path / "letter.pdf"
    for data in (b"%PDF-1.7", b"", b"Hello", bytes(range(256))):
        chosen.write_bytes(data)
        with pytest.raises(InvalidInput, match="no card in this file"):
            card.add_file(ben, chosen)
    chosen.write_bytes(device.own_card_text(anna).encode("utf-16"))
    with pytest.raises(InvalidInput, match="no card in this text"):
        card.add_file(ben, chosen)
    chosen.write_bytes(device.own_card_text(anna)[:-90].encode())
    with pytest.raises(InvalidInput, match="more than one"):
        card.add_file(ben, chosen)
    chosen.write_bytes(device.own_card_text(anna).encode())
    assert card.add_file(ben, chosen).name == "anna"


def test_ten_words_are_the_same_on_both_sides_and_wrong_ones_refused(casebook_of: Opener) -> None:
    anna, ben, eve = (casebook_of(name) for name in ("anna", "ben", "eve"))
    of_ben = card.add(anna, device.required_card(ben).data)
    of_anna = card.add(ben, device.required_card(anna).data)
    ten = card.words(anna, of_ben.id)
    assert ten == card.words(ben, of_anna.id)
    assert len(ten.split()) == 10
    assert card.reads_first(anna, of_ben.id) is not card.reads_first(ben, of_anna.id)
    of_eve = card.add(anna, device.required_card(eve).data)
    with pytest.raises(InvalidInput, match="not the ten words"):
        card.note_compared(anna, of_eve.id, ten)
    compared = card.note_compared(anna, of_ben.id, f"  {ten.upper()}\n")
    assert (compared.is_compared, compared.compared_by) == (True, "anna")
    assert {one.id: one.is_compared for one in card.rows(anna)} == {of_ben.id: True, of_eve.id: False}


def test_a_card_under_another_name_is_compared_again(casebook_of: Opener) -> None:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    introduce(anna, ben)
    (before,) = card.rows(anna)
    now = card.add(anna, device.make_own(ben, "benjamin").data)
    assert (now.id, now.name, now.is_compared) == (before.id, "benjamin", False)


def test_a_purge_takes_the_name_off_a_card_and_leaves_its_keys(casebook_of: Opener) -> None:
    anna, ben = casebook_of("anna"), casebook_of("benjamin frankel")
    introduce(anna, ben)
    (before,) = card.rows(anna)
    contact = Contact(id=anna.ids(), name="Benjamin Frankel", kind="lawyer")
    record.add(anna, contact)
    with anna.store.write("contact.purge") as transaction:
        transaction.purge(Contact, contact.id)
    (after,) = card.rows(anna)
    assert after == replace(before, name="", data="")
    with pytest.raises(Conflict, match="went with the purge"):
        card.words(anna, after.id)
    with anna.store.reading() as connection:
        assert "frankel" not in history(connection).casefold()
    assert anna.store.differences() == []


def test_seeds_are_in_no_history_and_lines_have_authors(casebook_of: Opener) -> None:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    introduce(anna, ben)
    person = Person(id=ben.ids(), names=(Name(text="Li", script="Latn"),))
    record.add(ben, person)
    with ben.store.reading() as connection:
        (version,) = versions_of(connection, "person", [person.id])
        own = device_tables.own_devices(connection)[0]
        assert own.seed.hex() not in history(connection)
    line = line_of(version.began)
    assert LineNames(ben).author(line) == LineAuthor(is_own=True)
    assert LineNames(anna).author(line) == LineAuthor()
    with anna.store.write("test") as transaction:
        device_tables.note_lines(transaction.connection, [line], device.required_card(ben).device_id.hex())
        device_tables.note_lines(transaction.connection, [line], "0" * 64)
    assert LineNames(anna).author(line) == LineAuthor(name="ben", is_compared=True)


def test_a_card_can_go(casebook_of: Opener) -> None:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    introduce(anna, ben)
    card.remove(anna, card.rows(anna)[0].id)
    assert card.rows(anna) == []
    with pytest.raises(NotFound):
        card.find(anna, "0" * 16)
    changed = bytearray(device.required_card(ben).data)
    changed[15] ^= 1
    with pytest.raises(Refused):
        card.add(anna, bytes(changed))
