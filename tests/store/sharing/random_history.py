"""Random histories of several casebooks that exchange what they know, and what must be true of them after."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

from sqlalchemy import delete, select, text

from casebook.base.errors import NotFound
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.note import Note
from casebook.domain.deadline.deadline import Deadline, DeadlineCheck
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.choice import rivals
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.store import record_bin
from casebook.store.base import version_tables
from casebook.store.base.connection import open_engine
from casebook.store.base.migrate import migrate
from casebook.store.registry import table_for, table_named
from casebook.store.sharing.give import versions_of
from casebook.store.store import Store
from casebook.store.transaction import Transaction

KINDS = (Person, Case, Event, Deadline, Note)
NOUNS = ("person", "case", "event", "deadline", "note")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Casebook:
    """One casebook with a clock of its own, which may be wrong."""

    store: Store
    now: list[datetime]
    ids: set[tuple[str, str]] = field(default_factory=set)
    kept: list[Casebook] = field(default_factory=list)
    written: set[tuple[str, str]] = field(default_factory=set)
    """Texts of notes that a person saved, by ID of the note."""
    replaced: set[tuple[str, str]] = field(default_factory=set)
    """Texts of notes in whose place a person who saw them saved another."""


def casebook(skew: timedelta) -> Casebook:
    engine = open_engine(None, bytes(range(48)))
    migrate(engine)
    now = [START + skew]
    return Casebook(Store(engine, b"audit key of thirty-two bytes...", lambda: now[0], "tester"), now)


def copied(book: Casebook) -> Casebook:
    """A copy of all its bytes."""
    copy = casebook(book.now[0] - START)
    with book.store.engine.connect() as source, copy.store.engine.connect() as target:
        version_tables.link_of(source).backup(version_tables.link_of(target))
    return replace(copy, ids=set(book.ids), written=set(book.written), replaced=set(book.replaced))


def made_old(book: Casebook) -> None:
    """Take the versions away, as in a casebook that was there before there were any."""
    with book.store.engine.begin() as connection:
        for table in (version_tables.VERSION, version_tables.LINE):
            connection.execute(delete(table))


def restored(book: Casebook) -> Casebook:
    """A casebook as it was at some time, which goes on from there."""
    before = copied(book.kept[-1])
    with before.store.engine.begin() as connection:
        version_tables.leave_line(version_tables.link_of(connection))
    before.now[0] = book.now[0]
    return replace(before, kept=book.kept)


def random_record(kind: type[Entity], record_id: str, dice: random.Random) -> Entity:
    if kind is Person:
        return Person(id=record_id, names=random_names(dice), birth_place=word(dice), tags=words(dice))
    if kind is Case:
        return Case(
            id=record_id, reference=word(dice), title=word(dice), jurisdiction="CY", opened_on=day(dice)
        )
    if kind is Event:
        return Event(id=record_id, case_id="", kind="hearing", title=word(dice), on=stated(dice))
    if kind is Deadline:
        return Deadline(id=record_id, case_id="", title=word(dice), due_on=day(dice), origin="hand")
    return Note(id=record_id, text=f"text {dice.random()}", written_at=START, case_id="", written_by="tester")


def random_change(record: Any, dice: random.Random) -> Any:  # noqa: ANN401 - of any noun
    if isinstance(record, Person):
        changes: dict[str, Any] = {
            "birth_place": word(dice),
            "names": shuffled(record.names, random_names(dice), dice),
            "tags": shuffled(record.tags, words(dice), dice),
            "religion": word(dice),
            "consents": shuffled(record.consents, (consent(dice),), dice),
        }
    elif isinstance(record, Case):
        changes = {
            "reference": word(dice),
            "title": word(dice),
            "closed_on": day(dice),
            "confidentiality": dice.choice(["ordinary", "restricted", "sealed"]),
            "tags": shuffled(record.tags, words(dice), dice),
        }
    elif isinstance(record, Event):
        changes = {"on": stated(dice), "title": word(dice), "place": word(dice), "zone": word(dice)}
    elif isinstance(record, Deadline):
        changes = {
            "due_on": day(dice),
            "status": dice.choice(["open", "met"]),
            "title": word(dice),
            "remind_days": (dice.randint(1, 30),),
            "calendar_id": word(dice),
            "checks": shuffled(record.checks, (DeadlineCheck(initials=word(dice), on=day(dice)),), dice),
        }
    else:
        changes = {"text": f"text {dice.random()}", "is_privileged": dice.random() < 0.5}
    chosen = dice.sample(sorted(changes), dice.randint(1, 2))
    return replace(record, **{name: changes[name] for name in chosen})


def consent(dice: random.Random) -> Consent:
    withdrawn = day(dice) if dice.random() < 0.3 else None
    return Consent(purpose="court", given_on=date(2026, 1, dice.randint(1, 3)), withdrawn_on=withdrawn)


def word(dice: random.Random) -> str:
    return f"word{dice.randint(0, 40)}"


def words(dice: random.Random) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word(dice) for _ in range(dice.randint(0, 3))))


def day(dice: random.Random) -> date:
    return date(2026, 1, 1) + timedelta(days=dice.randint(0, 300))


def stated(dice: random.Random) -> StatedDate:
    return StatedDate(edtf=day(dice).isoformat())


def random_names(dice: random.Random) -> tuple[Name, ...]:
    return tuple(Name(text=one, script="Latn") for one in words(dice)) or (
        Name(text="Sample", script="Latn"),
    )


def shuffled(now: tuple[Any, ...], more: tuple[Any, ...], dice: random.Random) -> tuple[Any, ...]:
    """Some of what is there, in another order at times, with more somewhere."""
    kept = [one for one in now if dice.random() < 0.8]
    for one in more:
        if one not in kept:
            kept.insert(dice.randint(0, len(kept)), one)
    if dice.random() < 0.2:
        dice.shuffle(kept)
    return tuple(kept) or now


def exchange(giver: Casebook, taker: Casebook, dice: random.Random, share: float = 1.0) -> None:
    """Hand over what one knows of its records, or of some, as the file would have it."""
    packed: list[str] = []
    with giver.store.reading() as connection:
        for noun in NOUNS:
            ids = [one for kind, one in sorted(giver.ids) if kind == noun and dice.random() < share]
            packed += (json.dumps(encoded(one)) for one in versions_of(connection, noun, ids))
    dice.shuffle(packed)
    versions = [decoded(json.loads(one)) for one in packed]
    if versions:
        with taker.store.write("parcel.take") as transaction:
            transaction.take(versions)
    taker.ids |= {(one.noun, one.id) for one in versions}


def step(book: Casebook, dice: random.Random, number: int) -> None:
    """One save of a person."""
    book.now[0] += timedelta(seconds=dice.randint(0, 90))
    if not book.ids or dice.random() < 0.25:
        kind = dice.choice(KINDS)
        record = random_record(kind, f"r{number}-{dice.randint(0, 10**6)}", dice)
        with book.store.write("record.add") as transaction:
            transaction.add(record)
        book.ids.add((table_for(kind).noun, record.id))
        if isinstance(record, Note):
            book.written.add((record.id, record.text))
        return
    with suppress(NotFound), book.store.write("record.change") as transaction:
        old, new = save_some(transaction, sorted(book.ids), dice, dict.fromkeys(NOUNS, 0.1))
        if isinstance(new, Note) and new.text != old.text:
            book.replaced.add((new.id, old.text))
            book.written.add((new.id, new.text))


def save_some(
    transaction: Transaction,
    held: Sequence[tuple[str, str]],
    dice: random.Random,
    to_bin: Mapping[str, float],
) -> tuple[Any, Any]:
    """Change one of these records, or move it to the bin or from it.

    Args:
        transaction: of the save.
        held: noun and ID of the records.
        dice: decides.
        to_bin: how likely a record of a noun is moved instead of changed.

    Returns:
        The record before and after; None for both where it was not changed.
    """
    noun, record_id = dice.choice(held)
    table = table_named(noun)
    if noun in to_bin and dice.random() < to_bin[noun]:
        move = transaction.move_to_bin if dice.random() < 0.6 else transaction.restore
        move(table.kind, record_id)
    elif not record_bin.is_binned(transaction.connection, table, record_id):
        old = table.find(transaction.connection, record_id)
        new = random_change(old, dice)
        transaction.replace(new)
        return old, new
    return None, None


def content(store: Store) -> Iterator[tuple[str, Any]]:
    """Everything that must be alike in all: rows, versions, what was replaced, rivals, the index."""
    with store.reading() as connection:
        for noun in NOUNS:
            table = table_named(noun)
            rows = connection.execute(select(table.table).order_by(table.table.c.id)).mappings().all()
            yield f"rows of {noun}", [dict(row) for row in rows]
            versions = sorted(
                versions_of(connection, noun, [row["id"] for row in rows]), key=lambda one: one.id
            )
            yield f"versions of {noun}", [(one.id, one.entries, one.spent) for one in versions]
            yield f"rivals of {noun}", [(one.id, rivals(one.entries)) for one in versions]
        searched = connection.execute(text("SELECT noun, record_id, shown, body, names FROM searched"))
        yield "index", sorted(map(tuple, searched))


def run(seed: int, *, most_steps: int = 60, with_restores: bool = True) -> list[Casebook]:
    """Play one history to its end, when each has given all it knows to each."""
    dice = random.Random(seed)  # noqa: S311 - the same for a seed
    books = begun(dice)
    for number in range(dice.randint(10, most_steps)):
        chance, at = dice.random(), dice.randrange(len(books))
        if chance < 0.6:
            step(books[at], dice, number)
        elif chance < 0.9:
            giver, taker = dice.sample(books, 2)
            exchange(giver, taker, dice, dice.random())
        elif with_restores and books[at].kept:
            books[at] = restored(books[at])
        else:
            books[at].kept.append(copied(books[at]))
    for _ in range(2):
        for giver, taker in permutations(dice.sample(books, k=len(books)), 2):
            exchange(giver, taker, dice)
    return books


def begun(dice: random.Random) -> list[Casebook]:
    """Casebooks with clocks of their own: empty, or copies of one that is older than versions."""
    books = [casebook(timedelta(hours=dice.randint(-30, 30))) for _ in range(dice.randint(2, 4))]
    if dice.random() < 0.5:
        return books
    for number in range(10):
        step(books[0], dice, number)
    made_old(books[0])
    return [copied(books[0]) for _ in books]
