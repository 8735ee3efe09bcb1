"""A large invented caseload, the same each time, put in by the tables and the index without a history."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from casebook.base.ids import random_id, seeded_ids
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.language.table import rows, several
from casebook.services.base.session import Session, start_session
from casebook.services.library.packs import packs
from casebook.store.base import search
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import table_for
from casebook.vault import FLOOR_COST, create_vault

PHRASE = "seven invented words stand here for tests"
CASES, PERSONS, FACTS, DOCUMENTS = 10_000, 20_000, 200_000, 100_000
CONTACTS = 2_000
DEADLINES = 1_000
"""Running ones, each with a task."""
TEXT_EVERY = 10
"""Of so many documents one has a page of words."""
BATCH = 20_000
_GIVEN = "志远晓明玉兰国强文舒允建军海涛秀英丽珍家辉天宇雅诗永康伟民爱国秋云思敏子墨庆华宁雪珊杰"
_WORDS = (
    *("police", "officer", "questioned", "her", "about", "relatives", "abroad", "then", "ordered", "the"),
    *("shop", "closed", "and", "took", "papers", "phone", "passport", "station", "night", "village", "road"),
    *("market", "mosque", "teacher", "neighbour", "letter", "hearing", "notice", "interview", "detention"),
    *("release", "bail", "transfer", "doctor", "witness", "statement", "translation", "flight", "border"),
)
_PLACES = ("Kashgar", "Ghulja", "Lhasa", "Hong Kong", "Nicosia", "喀什", "伊宁", "Almaty")

Dice = random.Random
Ids = Callable[[], str]


def make(path: Path) -> Session:
    """The vault with everything in it, open."""
    vault, _ = create_vault(path, PHRASE, cost=FLOOR_COST)
    session = start_session(vault)
    packs.copy_in(session)
    sealed = session.vault.attachments.seal(BytesIO(b"one page of an invented paper\n"), random_id())
    whole = everything(sealed.id)
    while batch := list(islice(whole, BATCH)):
        with session.store.engine.begin() as connection:
            for kind, some in groupby(batch, type):
                entity_table: EntityTable[Any] = table_for(kind)
                entities = list(some)
                connection.execute(
                    insert(entity_table.table), [entity_table.row(entity) for entity in entities]
                )
                search.index(connection, entity_table, entities)
    return session


def told() -> str:
    """How much there is, in words."""
    return f"{CASES:,} cases, {PERSONS:,} persons, {FACTS:,} facts, {DOCUMENTS:,} documents"


def everything(attachment_id: str) -> Iterator[Entity]:
    """Every record, noun by noun."""
    dice, ids = random.Random(7), seeded_ids(7)  # noqa: S311 - the same caseload each time
    people = [ids() for _ in range(PERSONS)]
    cases = [ids() for _ in range(CASES)]
    names = _names(dice)
    yield from (Person(id=person, names=next(names), nationalities=("CN",)) for person in people)
    yield from (Contact(id=ids(), name=next(names)[0].text, kind="lawyer") for _ in range(CONTACTS))
    yield from (_case(number, case, people) for number, case in enumerate(cases))
    stages = (Stage(title="District Court", begins=StatedDate(edtf="2024-03")),)
    yield from (
        Proceeding(id=ids(), case_id=case, kind="extradition", forum="District Court", stages=stages)
        for case in cases
    )
    yield from (
        Event(id=ids(), case_id=case, kind="hearing", title="Hearing", on=_on(dice, 2026)) for case in cases
    )
    yield from (_deadline(dice, ids, case) for case in cases[:DEADLINES])
    yield from (_task(dice, ids, case) for case in cases[:DEADLINES])
    for number in range(FACTS):
        yield Fact(
            id=ids(),
            case_id=cases[number % CASES],
            statement=_sentence(dice, 14),
            on=_on(dice, 2016),
            place=dice.choice(_PLACES),
        )
    yield from _documents(dice, ids, cases, attachment_id)


def _documents(dice: Dice, ids: Ids, cases: list[str], attachment_id: str) -> Iterator[Entity]:
    texts: list[DocumentText] = []
    for number in range(DOCUMENTS):
        document = Document(
            id=ids(),
            case_id=cases[number % CASES],
            title=_sentence(dice, 4),
            kind="statement",
            attachment_id=attachment_id,
            sha256=f"{number:064x}",
            size_bytes=30,
            media_type="text/plain",
            page_count=1,
        )
        if number % TEXT_EVERY == 0:
            page = _sentence(dice, 120)
            texts.append(
                DocumentText(id=document.id, case_id=document.case_id, title=document.title, pages=(page,))
            )
        yield document
    yield from texts


def _names(dice: Dice) -> Iterator[tuple[Name, ...]]:
    families = [row["han"] for row in rows("surnames")]
    uyghur = [row["uly"] for row in rows("uyghur")]
    tibetan = [several(row["chinese"])[0] for row in rows("tibetan")]
    while True:
        kind = dice.random()
        han = dice.choice(families[:120]) + "".join(dice.sample(_GIVEN, 2))
        if kind < 0.6:
            yield (Name(text=han, script="Hans"),)
        elif kind < 0.9:
            yield (Name(text=" ".join(dice.sample(uyghur, 2)), script="Latn"),)
        else:
            yield (Name(text="".join(dice.sample(tibetan, 2)), script="Hans"),)


def _case(number: int, case_id: str, people: list[str]) -> Case:
    client, relative = people[2 * number], people[2 * number + 1]
    return Case(
        id=case_id,
        reference=f"V-{number:05}",
        title="Extradition to the PRC requested",
        jurisdiction="CY",
        opened_on=date(2020, 1, 1) + timedelta(days=number % 2000),
        parties=(Party(person_id=client), Party(person_id=relative, standing="relative")),
    )


def _deadline(dice: Dice, ids: Ids, case_id: str) -> Deadline:
    due_on = date(2026, 11, 1) + timedelta(days=dice.randrange(180))
    return Deadline(
        id=ids(), case_id=case_id, title="Written submissions", due_on=due_on, origin="order", reason="Order"
    )


def _task(dice: Dice, ids: Ids, case_id: str) -> Task:
    due_on = date(2026, 11, 1) + timedelta(days=dice.randrange(180))
    return Task(id=ids(), case_id=case_id, step="Translate the notice", due_on=due_on)


def _on(dice: Dice, year: int) -> StatedDate:
    return StatedDate(edtf=(date(year, 1, 1) + timedelta(days=dice.randrange(365))).isoformat())


def _sentence(dice: Dice, words: int) -> str:
    return " ".join(dice.choices(_WORDS, k=words)).capitalize()
