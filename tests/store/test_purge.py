from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text

from casebook.base.clock import fixed_clock
from casebook.base.errors import NotFound, VaultDamaged
from casebook.domain.base.name import Name
from casebook.domain.base.setting import Draft
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.store.base import audit, settings_store
from casebook.store.base.connection import open_engine
from casebook.store.base.migrate import migrate
from casebook.store.store import Store

KEY = bytes(range(48))
AT = datetime(2026, 5, 11, 11, 2, tzinfo=UTC)
PAGE, RESERVE, IV = 4096, 80, 16
SECRET = "quicksilver"
NOTE = Note(id="note-one", text=f"He hid the {SECRET} under the stairs.", written_at=AT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "database"


@pytest.fixture
def kept(file: Path) -> Iterator[Store]:
    engine = open_engine(file, KEY)
    migrate(engine)
    store = Store(engine, b"audit key of thirty-two bytes...", fixed_clock(AT), "tester")
    yield store
    store.close()


def plain_pages(file: Path) -> bytes:
    """Every page of the database decrypted, free ones and gaps too."""
    data = file.read_bytes()
    plain = b""
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        head = 16 if start == 0 else 0  # the salt stands there in clear
        cipher = Cipher(algorithms.AES(KEY[:32]), modes.CBC(page[PAGE - RESERVE :][:IV]))
        decryptor = cipher.decryptor()
        plain += decryptor.update(page[head : PAGE - RESERVE]) + decryptor.finalize()
    return plain


def _written(store: Store) -> None:
    """The note, changed once, among many others; and a draft of it."""
    with store.write("note.add") as transaction:
        for number in range(300):
            transaction.add(replace(NOTE, id=f"other-{number}", text=f"Something else {number} " * 20))
            if number == 150:
                transaction.add(NOTE)
    with store.write("note.change") as transaction:
        transaction.replace(replace(NOTE, text=NOTE.text + f" The {SECRET} is gone."))
    store.keep(Draft(id="note/note-one", fields={"text": SECRET}, kept_at=AT))


def _purge(store: Store) -> None:
    with store.write("note.remove") as transaction:
        transaction.move_to_bin(Note, NOTE.id)
    with store.write("note.purge") as transaction:
        transaction.purge(Note, NOTE.id)


def test_no_page_holds_a_word_of_what_was_purged(kept: Store, file: Path) -> None:
    _written(kept)
    assert SECRET.encode() in plain_pages(file)
    _purge(kept)
    assert SECRET.encode() not in plain_pages(file)
    assert SECRET[:6].encode() not in plain_pages(file)


def test_drafts_that_name_what_is_purged_go_with_it(kept: Store) -> None:
    """B11: what stands in other forms names it too, by its id or by one of its names."""
    person = Person(
        id="p-one", names=(Name(text="Wen Shuyun", script="Latn"), Name(text="文舒允", script="Hans"))
    )
    with kept.write("person.add") as transaction:
        transaction.add(person)
    forms: dict[str, dict[str, object]] = {
        "event/new": {"attendees": ["p-one"]},
        "note/new": {"text": "She met WEN SHUYUN there."},
        "person/new": {"names": [{"text": "文舒允"}]},
        "note/other": {"text": "Something else."},
    }
    for form, fields in forms.items():
        kept.keep(Draft(id=form, fields=fields, kept_at=AT))
    with kept.write("person.purge") as transaction:
        transaction.purge(Person, person.id)
    with kept.reading() as connection:
        assert [draft.id for draft in settings_store.drafts(connection)] == ["note/other"]


def test_the_chain_holds_and_says_that_it_was_purged(kept: Store) -> None:
    _written(kept)
    _purge(kept)
    assert kept.verify_audit() == 304
    with kept.reading() as connection:
        entries = audit.history(connection, NOTE.id)
    assert [entry.action for entry in entries] == ["note.add", "note.change", "note.remove", "note.purge"]
    assert {entry.before + entry.after for entry in entries} == {""}
    assert entries[-1].who == "tester"


def test_values_that_vanish_without_a_purge_show(kept: Store) -> None:
    _written(kept)
    with kept.engine.begin() as connection:
        audit.blank(connection, "note", NOTE.id)
    with pytest.raises(VaultDamaged, match="values of entry 152 are missing"):
        kept.verify_audit()


def test_values_that_were_edited_show(kept: Store) -> None:
    _written(kept)
    with kept.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET after = '{}' WHERE number = 152"))
    with pytest.raises(VaultDamaged, match="entry 152"):
        kept.verify_audit()


def test_what_is_not_there_cannot_be_purged(kept: Store) -> None:
    with pytest.raises(NotFound), kept.write("note.purge") as transaction:
        transaction.purge(Note, NOTE.id)
