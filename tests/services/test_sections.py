from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Words
from casebook.domain.case import Case
from casebook.domain.composition import Heading, Paragraph, Span, Table, Target
from casebook.domain.date import StatedDate
from casebook.domain.document import Document
from casebook.domain.dossier import Dossier, Section
from casebook.domain.event import Event
from casebook.domain.fact import Account, Fact, Pinpoint
from casebook.domain.finding import Finding
from casebook.domain.source import Source
from casebook.domain.topic import Topic
from casebook.services.brief import Brief
from casebook.services.library import Cited
from casebook.services.sections import adverse, chronology, conditions, prose, reference, sources

DOCUMENT = Document(
    id="d1",
    case_id="c1",
    title="Warrant",
    kind="court-paper",
    attachment_id="a1",
    sha256="00",
    size_bytes=1,
    media_type="application/pdf",
    page_count=4,
    exhibit_mark="1",
)
SOURCE = Source(id="s1", title="Report on a topic", author="An office", body="An office", type="un-report")
READ = Finding(
    id="f1",
    source_id="s1",
    topic_id="t1",
    statement="Something was found.",
    strength="reported",
    pinpoint="para. 3",
    reading_level="document",
)
TOPIC = Topic(id="t1", title="A topic", definition="What it is.", hooks=("ECHR Art 3",))


def brief(*findings: Finding, facts: tuple[Fact, ...] = (), events: tuple[Event, ...] = ()) -> Brief:
    section = Section(kind="country-conditions", topics=("t1",))
    return Brief(
        dossier=Dossier(
            id="x", case_id="c1", title="Dossier", sections=(section, Section(kind="table-of-sources"))
        ),
        case=Case(id="c1", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1)),
        clients=(),
        proceedings=(),
        events=events,
        facts=facts,
        exhibits=(DOCUMENT,),
        documents={"d1": DOCUMENT},
        attachments={},
        topics={"t1": TOPIC},
        cited={"t1": tuple(Cited(finding=finding, source=SOURCE) for finding in findings)},
        source_labels={"s1": "S1"},
        words=Words("en"),
    )


def text(line: tuple[Span, ...]) -> str:
    return "".join(span.text for span in line)


def test_a_written_reference_becomes_a_link_to_its_page() -> None:
    line = reference.written(brief(), "See [[1 p.3]] and [[1]].")
    assert text(line) == "See exhibit 1, p. {page} and exhibit 1, p. {page}."
    assert [span.to for span in line if span.to] == [
        Target(anchor="exhibit:d1", page=3),
        Target(anchor="exhibit:d1", page=1),
    ]


@pytest.mark.parametrize("written", ["[[2]]", "[[1 p.5]]"])
def test_a_reference_to_nothing_stops_the_build(written: str) -> None:
    with pytest.raises(InvalidInput, match="which this dossier has not"):
        reference.written(brief(), written)


def test_prose_is_numbered_paragraphs_and_headings() -> None:
    told = prose.blocks(brief(), Section(kind="free-text", text="# One\n\nFirst\nline.\n\nSecond."))
    assert isinstance(told[0], Heading)
    assert [text(block.line) for block in told if isinstance(block, Paragraph) and block.is_numbered] == [
        "First line.",
        "Second.",
    ]


def test_conditions_hold_what_is_not_adverse_and_adverse_material_stands_apart() -> None:
    against = replace(READ, id="f2", statement="The other way.", is_adverse=True)
    made, section = brief(READ, against), Section(kind="country-conditions", topics=("t1",))
    for_person = [
        text(block.line) for block in conditions.blocks(made, section) if isinstance(block, Paragraph)
    ]
    against_person = [
        text(block.line) for block in adverse.blocks(made, section) if isinstance(block, Paragraph)
    ]
    assert "Something was found." in for_person
    assert "The other way." not in for_person
    assert "The other way." in against_person
    assert "Something was found." not in against_person


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (READ, "Report on a topic, para. 3"),
        (replace(READ, reading_level="summary"), "from its summary"),
        (
            replace(READ, reading_level="secondary"),
            "as reported in a secondary account; the source itself was not read",
        ),
        (replace(READ, pinpoint=""), "pinpoint to be set"),
    ],
)
def test_a_reference_says_how_well_it_was_read(finding: Finding, said: str) -> None:
    (paragraph,) = (
        block
        for block in conditions.blocks(brief(finding), Section(kind="country-conditions", topics=("t1",)))
        if isinstance(block, Paragraph) and block.is_numbered
    )
    assert said in text(paragraph.reference)
    assert paragraph.reference[0].to == Target(anchor="source:s1")


def test_the_table_of_sources_has_an_anchor_for_each_label() -> None:
    (paragraph,) = sources.blocks(brief(READ), Section(kind="table-of-sources"))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.anchor == "source:s1"
    assert text(paragraph.line).startswith("S1 An office, Report on a topic")


def test_the_chronology_orders_facts_and_events_and_sets_accounts_side_by_side() -> None:
    fact = Fact(
        id="f",
        case_id="c1",
        statement="Arrested",
        on=StatedDate(edtf="2026-01-10"),
        status="inconsistent",
        inconsistency="time-zone",
        explanation="two zones",
        accounts=(
            Account(stated_by="The client", words="at nine", pinpoint=Pinpoint(document_id="d1", page=2)),
            Account(stated_by="The police", words="at eleven"),
        ),
        pinpoints=(Pinpoint(document_id="d1", page=2), Pinpoint(document_id="not-exhibited")),
    )
    event = Event(
        id="e",
        case_id="c1",
        kind="hearing",
        title="Hearing",
        on=StatedDate(edtf="2026-01"),
        at=datetime(2026, 1, 9, 8, tzinfo=UTC),
    )
    (table,) = chronology.blocks(brief(facts=(fact,), events=(event,)), Section(kind="chronology"))
    assert isinstance(table, Table)
    assert [text(row[0]) for row in table.rows] == ["January 2026", "10 January 2026"]
    told = text(table.rows[1][1])
    assert "The client: “at nine” (exhibit 1, p. {page})" in told
    assert "The police: “at eleven”" in told
    assert "two zones" in told
    assert text(table.rows[1][2]) == "exhibit 1, p. {page}"
