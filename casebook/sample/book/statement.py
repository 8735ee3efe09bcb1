"""The client's own account in the sample, read back as it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from casebook.domain.evidence.statement import (
    Correction,
    ReadBack,
    Statement,
    StatementForm,
    StatementParagraph,
    StatementSide,
)
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.fact import pinpoints
from casebook.sample.book.key import NO_INSTANT, Keys, day, instant

FORMS: tuple[StatementForm, ...] = get_args(StatementForm)
SIDES: tuple[StatementSide, ...] = get_args(StatementSide)


def read_statements(keys: Keys) -> tuple[Statement, ...]:
    """Every statement, in order."""
    return tuple(_statement(keys, entry) for entry in keys.entries("statement"))


def _statement(keys: Keys, entry: PackEntry) -> Statement:
    statement = Statement(
        id=keys.own(entry, "statement"),
        case_id=keys.named(entry, "case", "case"),
        title=entry.text("title"),
        person_id=keys.named(entry, "person", "person"),
        language=entry.text("language"),
        translation_language=entry.text("translation_language"),
        confirmation=entry.choice("confirmation", FORMS),
        contact_id=keys.named(entry, "interpreter", "contact", is_needed=False),
        translator=entry.text("translator", default=""),
        recorded_by=entry.text("recorded_by"),
        recorded_on=day(entry, "recorded_on"),
        place=entry.text("place"),
        ground_ids=keys.all_named(entry, "grounds", "ground"),
        paragraphs=tuple(
            _paragraph(keys, number, table) for number, table in enumerate(entry.tables("paragraph"), start=1)
        ),
    )
    read_backs = tuple(_read_back(table, statement.digest) for table in entry.tables("read_backs"))
    entry.close()
    return replace(statement, read_backs=read_backs)


def _paragraph(keys: Keys, number: int, entry: PackEntry) -> StatementParagraph:
    paragraph = StatementParagraph(
        id=str(number),
        text=entry.text("text"),
        translation=entry.text("translation"),
        fact_ids=keys.all_named(entry, "facts", "fact"),
        earlier=pinpoints(keys, entry, "earlier"),
    )
    entry.close()
    return paragraph


def _read_back(entry: PackEntry, digest: str) -> ReadBack:
    read_back = ReadBack(
        read_at=instant(entry, "at") or NO_INSTANT,
        reader=entry.text("reader"),
        language=entry.text("language"),
        corrections=tuple(_correction(table) for table in entry.tables("corrections")),
        digest=digest,
    )
    entry.close()
    return read_back


def _correction(entry: PackEntry) -> Correction:
    correction = Correction(
        number=entry.integer("number", least=1),
        side=entry.choice("side", SIDES),
        was=entry.text("was"),
        became=entry.text("became"),
        who=entry.text("who"),
    )
    entry.close()
    return correction
