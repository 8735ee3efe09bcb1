from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, EventKind, EventStatus
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding, ProceedingKind, Stage
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    Composition,
    DossierPart,
    Heading,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import CustodyStep, Document, TranslationCertificate
from casebook.domain.evidence.time_proof import ProofCheck, TimeProof
from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import ClientProfile
from casebook.domain.library.reading import Reading
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.case.ground import Coverage, MatrixElement, MatrixRow
from casebook.services.dossier import dossier as dossiers
from casebook.services.dossier.argument_sections import ArgumentData
from casebook.services.dossier.dossier_data import DossierData, load_for_preview
from casebook.services.dossier.footnotes import as_footnotes
from casebook.services.dossier.gate.citation_check import citation_problems, reading_problems, unverified
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.dossier.sections import (
    adverse,
    chronology,
    conditions,
    custody,
    grounds,
    incidents,
    prose,
    reference,
    sources,
    statement,
    statistics,
)
from casebook.services.library import statistic
from casebook.services.library.library_query import Cited

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

TO_COURT = Consent(purpose="court", given_on=date(2026, 1, 20))


def dossier_data(
    *findings: Finding, facts: tuple[Fact, ...] = (), events: tuple[Event, ...] = ()
) -> DossierData:
    section = Section(id="conditions", kind="country-conditions", topics=("t1",))
    return DossierData(
        dossier=Dossier(
            id="x",
            case_id="c1",
            title="Dossier",
            sections=(section, Section(id="sources", kind="table-of-sources")),
        ),
        case=Case(id="c1", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1)),
        clients=(),
        client_profile=ClientProfile(groups=frozenset(), places=frozenset(), since=2010),
        proceedings=(),
        events=events,
        facts=facts,
        exhibits=(DOCUMENT,),
        documents={"d1": DOCUMENT},
        attachments={},
        recognised={},
        copy_kind="filing",
        withheld=frozenset(),
        profile=None,
        topics={"t1": TOPIC},
        cited={"t1": tuple(Cited(finding=finding, source=SOURCE) for finding in findings)},
        source_labels={"s1": "S1"},
        words=Translator("en"),
        today=date(2026, 7, 1),
    )


def text(line: tuple[Span, ...]) -> str:
    return "".join(span.text for span in line)


def test_a_written_reference_becomes_a_link_to_its_page() -> None:
    line = prose.line(dossier_data(), "See [[1 p.3]] and [[1]].")
    assert text(line) == "See exhibit 1, p. {page} and exhibit 1, p. {page}."
    assert [span.alone for span in line if span.to] == ["exhibit 1, page 3", "exhibit 1"]
    assert [span.to for span in line if span.to] == [
        ReferenceTarget(anchor="exhibit:d1", page=3),
        ReferenceTarget(anchor="exhibit:d1", page=1),
    ]


@pytest.mark.parametrize("written", ["[[2]]", "[[1 p.5]]"])
def test_a_reference_to_nothing_stops_the_build(written: str) -> None:
    with pytest.raises(InvalidInput, match="which is not in this dossier"):
        prose.line(dossier_data(), written)


def test_prose_is_numbered_paragraphs_and_headings() -> None:
    blocks = prose.blocks(
        dossier_data(), Section(id="text", kind="free-text", text="# One\n\nFirst\nline.\n\nSecond.")
    )
    assert isinstance(blocks[0], Heading)
    assert [
        text(block.line) for block in blocks if isinstance(block, TextParagraph) and block.is_numbered
    ] == [
        "First line.",
        "Second.",
    ]


def test_conditions_hold_no_adverse_material_which_stands_apart() -> None:
    against = replace(READ, id="f2", statement="The other way.", is_adverse=True)
    material, section = (
        replace(dossier_data(READ, against), rebuttals={"f2": "It concerns another law."}),
        Section(id="conditions", kind="country-conditions", topics=("t1",)),
    )
    for_person = [
        text(block.line) for block in conditions.blocks(material, section) if isinstance(block, TextParagraph)
    ]
    against_person = [
        text(block.line)
        for block in adverse.blocks(material, replace(section, kind="adverse-material"))
        if isinstance(block, TextParagraph)
    ]
    assert "Something was found." in for_person
    assert "The other way." not in for_person
    assert "The other way." in against_person
    assert "Something was found." not in against_person


@pytest.mark.parametrize(
    ("finding", "standing"),
    [
        (READ, "Report on a topic, para. 3"),
        (replace(READ, reading_level="summary"), "from its summary"),
        (
            replace(READ, reading_level="secondary"),
            "as reported in a secondary account; the source itself was not read",
        ),
        (replace(READ, pinpoint=""), "pinpoint to be added"),
    ],
)
def test_a_reference_says_how_well_it_was_read(finding: Finding, standing: str) -> None:
    (paragraph,) = (
        block
        for block in conditions.blocks(
            dossier_data(finding), Section(id="conditions", kind="country-conditions", topics=("t1",))
        )
        if isinstance(block, TextParagraph) and block.is_numbered
    )
    assert standing in text(paragraph.reference)
    assert paragraph.reference[0].to == ReferenceTarget(anchor="source:s1")


def test_the_table_of_sources_has_an_anchor_for_each_label() -> None:
    made = dossier_data(READ)
    (paragraph,) = sources.blocks(made, Section(id="sources", kind="table-of-sources"))
    assert isinstance(paragraph, TextParagraph)
    assert paragraph.anchor == "source:s1"
    assert text(paragraph.line).startswith("S1 An office, Report on a topic")


def test_the_chronology_says_what_is_disputed_and_quotes_accounts_of_it() -> None:
    fact = Fact(
        id="f",
        case_id="c1",
        statement="Arrested",
        on=StatedDate(edtf="2026-01-10"),
        status="disputed",
        explanation="two zones",
        accounts=(
            Account(stated_by="The client", words="at nine", pinpoint=Pinpoint(document_id="d1", page=2)),
            Account(stated_by="The police", words="二十三时", translation="at 23:00"),
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
    (table,) = chronology.blocks(
        dossier_data(facts=(fact,), events=(event,)), Section(id="chronology", kind="chronology")
    )
    assert isinstance(table, TextTable)
    assert [text(row[0]) for row in table.rows] == ["January 2026", "10 January 2026"]
    assert [text(row[2]) for row in table.rows] == ["", "Disputed"]
    account = text(table.rows[1][1])
    assert "The client: “at nine” (exhibit 1, p. {page})" in account
    assert "The police: “二十三时” (translation: “at 23:00”)" in account
    assert "two zones" not in account
    assert text(table.rows[1][3]) == "exhibit 1, p. {page}"


def test_a_place_that_the_statement_names_is_not_repeated_after_it() -> None:
    named = Fact(
        id="f", case_id="c1", statement="Taken in Yunlan.", on=StatedDate(edtf="2026-01"), place="Yunlan"
    )
    unnamed = replace(named, id="g", statement="Taken.")
    (table,) = chronology.blocks(
        dossier_data(facts=(named, unnamed)), Section(id="chronology", kind="chronology")
    )
    assert isinstance(table, TextTable)
    assert [text(row[1]) for row in table.rows] == ["Taken in Yunlan.", "Taken. (Yunlan)"]


def test_what_nobody_answered_is_neither_agreed_nor_disputed() -> None:
    fact = Fact(id="f", case_id="c1", statement="He came by lorry.", on=StatedDate(edtf="2026-01"))
    answered = replace(fact, id="g", status="undisputed")
    section = Section(id="chronology", kind="chronology")
    (table,) = chronology.blocks(dossier_data(facts=(fact,)), section)
    (both,) = chronology.blocks(dossier_data(facts=(fact, answered)), section)
    assert isinstance(table, TextTable)
    assert isinstance(both, TextTable)
    assert table.head == ("Date", "Event", "Evidence")
    assert both.head == ("Date", "Event", "Undisputed or disputed", "Evidence")
    assert [text(row[2]) for row in both.rows] == ["", "Undisputed"]


def test_facts_of_the_same_days_stand_as_their_pages_do() -> None:
    said = StatedDate(edtf="2021-10")
    facts = tuple(
        Fact(id=f"f{page}", case_id="c1", statement=f"On page {page}.", on=said, pinpoints=places)
        for page, places in (
            (3, (Pinpoint(document_id=DOCUMENT.id, page=3),)),
            (0, ()),
            (2, (Pinpoint(document_id=DOCUMENT.id, page=2),)),
        )
    )
    made = dossier_data(facts=facts)
    made = replace(made, dossier=replace(made.dossier, exhibit_ids=(DOCUMENT.id,)))
    (table,) = chronology.blocks(made, Section(id="chronology", kind="chronology"))
    assert isinstance(table, TextTable)
    assert [row[1][0].text for row in table.rows] == ["On page 2.", "On page 3.", "On page 0."]


def test_a_pseudonymised_chronology_does_not_say_how_a_day_was_stated() -> None:
    stated = StatedDate(edtf="2026-01", words="the evening of Laba")
    fact = Fact(id="f", case_id="c1", statement="Arrested", on=stated)
    section = Section(id="chronology", kind="chronology")
    made = dossier_data(facts=(fact,))
    (table,) = chronology.blocks(replace(made, copy_kind="pseudonymised"), section)
    assert isinstance(table, TextTable)
    assert text(table.rows[0][0]) == "January 2026"
    (whole,) = chronology.blocks(made, section)
    assert isinstance(whole, TextTable)
    assert "Laba" in text(whole.rows[0][0])


def test_the_chronology_is_silent_on_accounts_that_differ() -> None:
    fact = Fact(
        id="f",
        case_id="c1",
        statement="Arrested",
        on=StatedDate(edtf="2026-01-10"),
        status="inconsistent",
        inconsistency="romanisation",
        explanation="a letter u was lost",
        accounts=(Account(stated_by="The client", words="LIN"), Account(stated_by="The police", words="LI")),
    )
    (table,) = chronology.blocks(dossier_data(facts=(fact,)), Section(id="chronology", kind="chronology"))
    assert isinstance(table, TextTable)
    assert [text(cell) for cell in table.rows[0]] == ["10 January 2026", "Arrested", ""]


def test_pages_of_one_exhibit_are_joined() -> None:
    pages = (("d1", 4), ("d1", 2), ("not-exhibited", 1), ("d1", 1), ("d1", 0))
    places = tuple(Pinpoint(document_id=document_id, page=page) for document_id, page in pages)
    line = reference.exhibits(dossier_data(), places)
    assert text(line) == "exhibit 1, pp. {page}–{page}, {page}; exhibit 1, p. {page}"
    assert [span.to.page for span in line if span.to] == [1, 2, 4, 1]
    assert "".join(span.alone or span.text for span in line) == "exhibit 1, pages 1–2, 4; exhibit 1"


def test_written_references_to_pages_of_one_exhibit_are_joined() -> None:
    (said,) = prose.paragraphs(dossier_data(), "See [[1 p.1]]; [[1 p.2]]; [[1]] and [[1 p.4]].")
    assert isinstance(said, TextParagraph)
    assert (
        text(said.line) == "See exhibit 1, pp. {page}–{page}; exhibit 1, p. {page} and exhibit 1, p. {page}."
    )
    assert [span.to.page for span in said.line if span.to] == [1, 2, 1, 4]


def test_a_joined_reference_names_no_page_that_the_exhibit_lacks() -> None:
    with pytest.raises(InvalidInput):
        prose.paragraphs(dossier_data(), "([[1 p.1]]; [[1 p.999]])")


def test_joined_pages_in_brackets_become_one_footnote() -> None:
    blocks = prose.paragraphs(dossier_data(), "He was hurt ([[1 p.1]]; [[1 p.2]]).")
    (part,) = as_footnotes((DossierPart(title="", anchor="", blocks=blocks),), "en")
    (said,) = part.blocks
    assert isinstance(said, TextParagraph)
    assert [text(span.note) for span in said.line if span.note] == ["exhibit 1, pp. {page}–{page}"]


def test_a_choice_narrows_the_conditions_and_never_what_is_adverse() -> None:
    other = replace(READ, id="f2", statement="Not chosen.")
    against = replace(READ, id="f3", statement="The other way.", is_adverse=True)
    chosen = Section(id="conditions", kind="country-conditions", topics=("t1",), findings=("f1",))
    assert [chosen.cites(finding) for finding in (READ, other, against)] == [True, False, False]
    stands_apart = replace(chosen, kind="adverse-material")
    assert [stands_apart.cites(finding) for finding in (READ, other, against)] == [False, False, True]


CONDITIONS = Section(id="conditions", kind="country-conditions", topics=("t1",))


def test_notes_of_the_library_are_not_printed_with_a_finding() -> None:
    noted = replace(READ, strength="treaty body concern", period="year of report", scope="China; abroad")
    blocks = conditions.blocks(dossier_data(noted), CONDITIONS)
    printed = "\n".join(text((*one.line, *one.reference)) for one in blocks if isinstance(one, TextParagraph))
    assert READ.statement in printed
    assert not [note for note in ("treaty body", "year of report", "abroad") if note in printed]


def test_a_table_of_contents_is_no_evidence() -> None:
    listed = replace(READ, pinpoint="contents: 4.3.1-4.3.4")
    assert conditions.blocks(dossier_data(listed), CONDITIONS) == ()


def test_a_schedule_states_its_cut_off_date() -> None:
    issued = replace(SOURCE, issued=StatedDate(edtf="2026-03"))
    made = replace(dossier_data(READ), cited={"t1": (Cited(finding=READ, source=issued),)})
    method = conditions.blocks(made, CONDITIONS)[0]
    assert isinstance(method, TextParagraph)
    assert text(method.line).startswith("Cut-off date: nothing issued after 31 March 2026 is cited. ")


def test_what_the_grounds_print_and_answer_is_pointed_to_from_the_schedule() -> None:
    against = replace(READ, id="f3", statement="The contrary.", is_adverse=True)
    line = MatrixElement(
        proof=Proof(element="Risk"), facts=(), evidence=(), findings=(READ,), adverse=(against,), lacks=()
    )
    row = MatrixRow(
        ground=Ground(id="g", case_id="c", kind="ill-treatment", title="Risk"),
        lines=(line,),
        coverage=Coverage(needed=1, settled=1, evidenced=1, contested=1),
    )
    made = dossier_data(READ)
    blocks = conditions.blocks(replace(made, argument=replace(made.argument, grounds=(row,))), CONDITIONS)
    texts = [text(one.line) for one in blocks if isinstance(one, TextParagraph)]
    assert READ.statement not in texts
    assert "Set out with the grounds: S1 (heading {number})." in texts
    assert "Contrary view, with the response: S1 (heading {number})." in texts


def test_checks_of_a_source_are_said_in_the_review_and_not_printed() -> None:
    seen = replace(
        SOURCE, reading_level="document", verify="Compare the official text.", ecli="ECLI:X:1", number="7/26"
    )
    made = replace(dossier_data(READ), cited={"t1": (Cited(finding=READ, source=seen),)})
    (paragraph,) = sources.blocks(made, Section(id="sources", kind="table-of-sources"))
    assert isinstance(paragraph, TextParagraph)
    assert paragraph.reference == (), "what its compilers say of it stays in the office"
    (verify,) = reading_problems(made)
    assert str(verify.what).endswith("before use: Compare the official text.")
    assert "ECLI:X:1, 7/26" in text(paragraph.line)


def test_the_course_chart_shows_stages_hearings_and_events_before_it() -> None:
    stages = (
        Stage(title="Request", begins=StatedDate(edtf="2026-01-10"), ends=StatedDate(edtf="2026-02")),
        Stage(title="Appeal", begins=StatedDate(edtf="2026-02-20")),
    )
    proceeding = Proceeding(id="p", case_id="c1", kind="extradition", forum="A court", stages=stages)
    days: dict[str, EventKind] = {"2026-01-20": "hearing", "2026-01-15": "arrest", "2026-06-24": "hearing"}
    events = tuple(
        Event(id=day, case_id="c1", kind=kind, title=f"On {day}", on=StatedDate(edtf=day), status="happened")
        for day, kind in days.items()
    )
    made = replace(dossier_data(events=events), proceedings=(proceeding,))
    made = replace(made, dossier=replace(made.dossier, hearing_on=date(2026, 6, 24)))
    drawn, _ = chronology.blocks(made, Section(id="chronology", kind="chronology", is_drawn=True))
    assert isinstance(drawn, TimeChart)
    lanes = [(lane.title, [each.title for each in lane.stretches]) for lane in drawn.lanes]
    assert lanes == [
        ("extradition", ["Request", "Appeal"]),
        ("hearings", ["On 2026-01-20"]),
        ("events", ["On 2026-01-15"]),
    ]
    request, appeal = drawn.lanes[0].stretches
    assert (request.begins, appeal.ends, appeal.said) == (0, 1, "since 20 February 2026")
    assert request.ends == pytest.approx(49 / 165)
    assert drawn.ticks[0][0] == "February 2026"


def test_the_chart_tells_incidents_of_another_kind_by_their_place() -> None:
    def incident(key: str, place: str) -> Incident:
        on = StatedDate(edtf=f"2026-01-{key}")
        return Incident(id=key, case_id="c1", method="other", on=on, what="It was.", place=place)

    made = dossier_data()
    incidents = (incident("05", "Wing B"), incident("09", ""))
    made = replace(made, argument=replace(made.argument, incidents=incidents))
    chart, *_ = chronology.blocks(made, Section(id="chronology", kind="chronology", is_drawn=True))
    assert isinstance(chart, TimeChart)
    assert [span.title for lane in chart.lanes for span in lane.stretches] == ["other: Wing B", "other"]


def test_the_chart_of_a_pseudonymised_copy_does_not_tell_the_day() -> None:
    client = Person(id="p", born=StatedDate(edtf="2026-03-09"))

    def drawn(*days: str, copy_kind: CopyKind) -> TimeChart:
        begins, ends, heard, arrested, hearing_on = days
        stage = Stage(title="Request", begins=StatedDate(edtf=begins), ends=StatedDate(edtf=ends))
        proceeding = Proceeding(id="p", case_id="c1", kind="extradition", forum="A court", stages=(stage,))
        kinds: dict[str, EventKind] = {heard: "hearing", arrested: "arrest", "2026-03-09": "other"}
        events = tuple(
            Event(id=kind, case_id="c1", kind=kind, title=kind, on=StatedDate(edtf=day))
            for day, kind in kinds.items()
        )
        made = replace(dossier_data(events=events), proceedings=(proceeding,), clients=(client,))
        dossier = replace(made.dossier, hearing_on=date.fromisoformat(hearing_on))
        made = replace(made, copy_kind=copy_kind, dossier=dossier)
        chart, _ = chronology.blocks(made, Section(id="chronology", kind="chronology", is_drawn=True))
        assert isinstance(chart, TimeChart)
        return chart

    def places(chart: TimeChart) -> list[tuple[str, float, float]]:
        return [(span.title, span.begins, span.ends) for lane in chart.lanes for span in lane.stretches]

    early = "2026-01-10", "2026-02-03", "2026-02-20", "2026-01-15", "2026-06-02"
    late = "2026-01-29", "2026-02-27", "2026-02-04", "2026-01-08", "2026-06-24"
    charts = [drawn(*days, copy_kind="pseudonymised") for days in (early, late)]
    assert places(charts[0]) == places(charts[1])
    assert charts[0].ticks == charts[1].ticks
    assert [title for title, *_ in places(charts[0])] == ["Request", "hearing", "arrest"], "no birth"
    assert places(drawn(*early, copy_kind="filing")) != places(drawn(*late, copy_kind="filing"))


def test_the_chronology_ends_before_the_hearing() -> None:
    events = tuple(
        Event(id=day, case_id="c1", kind="hearing", title=day, on=StatedDate(edtf=day))
        for day in ("2026-06-23", "2026-06-24", "2026-06-25")
    )
    made = dossier_data(events=events)
    made = replace(made, dossier=replace(made.dossier, hearing_on=date(2026, 6, 24)))
    (table,) = chronology.blocks(made, Section(id="chronology", kind="chronology"))
    assert isinstance(table, TextTable)
    assert [text(row[1]) for row in table.rows] == ["2026-06-23"]


def test_what_was_planned_adjourned_or_still_lies_ahead_is_no_history() -> None:
    events = (
        Event(id="e1", case_id="c1", kind="hearing", title="Held", on=StatedDate(edtf="2026-06-01")),
        *(
            Event(
                id=status,
                case_id="c1",
                kind="hearing",
                title=status,
                on=StatedDate(edtf="2026-06-02"),
                status=status,
            )
            for status in get_args(EventStatus)
            if status != "happened"
        ),
        Event(id="e9", case_id="c1", kind="filing", title="Ahead", on=StatedDate(edtf="2026-07-02")),
    )
    (table,) = chronology.blocks(dossier_data(events=events), Section(id="chronology", kind="chronology"))
    assert isinstance(table, TextTable)
    assert [text(row[1]) for row in table.rows] == ["Held"]


def test_a_service_copy_keeps_back_the_asylum_proceeding_and_whereabouts() -> None:
    kinds: tuple[ProceedingKind, ...] = ("extradition", "asylum")
    proceedings = tuple(Proceeding(id=kind, case_id="c1", kind=kind, forum=f"Body {kind}") for kind in kinds)
    events = tuple(
        Event(id=kind, case_id="c1", kind="hearing", title=f"On {kind}", on=on, proceeding_id=kind)
        for kind in kinds
        for on in [StatedDate(edtf="2026-01-10")]
    )
    held = Person(id="p", whereabouts="Place of detention in Nicosia, wing B")
    made = replace(dossier_data(events=events), proceedings=proceedings, clients=(held,))
    parts = (
        Section(id="s", kind="statement-of-case", text="He is in the place of detention in Nicosia, Wing B."),
        Section(id="c", kind="chronology", is_drawn=True),
    )

    def said(copy_kind: CopyKind) -> str:
        copy = replace(made, copy_kind=copy_kind)
        blocks = (*statement.blocks(copy, parts[0]), *chronology.blocks(copy, parts[1]))
        return " ".join(texts_of(composition_of(blocks)))

    kept_back = ("asylum", "detention in Nicosia", "Wing B")
    assert [part in said("filing") for part in kept_back] == [True] * len(kept_back)
    assert [part in said("service") for part in kept_back] == [False] * len(kept_back)
    assert "On extradition" in said("service")


@pytest.mark.parametrize(
    ("consents", "is_named"),
    [
        ((), False),
        ((replace(TO_COURT, scope="no name published"),), False),
        ((replace(TO_COURT, recipient="Another court"),), False),
        ((replace(TO_COURT, purpose="media"),), False),
        ((replace(TO_COURT, withdrawn_on=TO_COURT.given_on),), False),
        ((TO_COURT,), True),
        ((replace(TO_COURT, scope="no name published"), TO_COURT), True),
    ],
)
def test_a_filed_incident_names_whom_a_consent_without_limits_covers(
    consents: tuple[Consent, ...],
    is_named: bool,  # noqa: FBT001 - a parameter of the cases
) -> None:
    client = Person(id="c", names=(Name(text="Wen Shuyun", script="Latn"),))
    other = Person(id="o", names=(Name(text="Wen Daoming", script="Latn"),), consents=consents)
    incident = Incident(
        id="i",
        case_id="c1",
        method="police-visit",
        on=StatedDate(edtf="2025-11"),
        what="Two officers called.",
        person_ids=("c", "o"),
    )
    argument = ArgumentData(incidents=(incident,), people={"c": client, "o": other})
    filed = replace(dossier_data(), clients=(client,), argument=argument)

    def named(copy_kind: CopyKind) -> list[bool]:
        blocks = incidents.blocks(replace(filed, copy_kind=copy_kind), Section(id="i", kind="incidents"))
        printed = " ".join(texts_of(composition_of(blocks)))
        return [name in printed for name in ("Wen Shuyun", "Wen Daoming")]

    assert named("filing") == [True, is_named]
    assert named("draft") == [True, True]
    assert named("service") == [False, False]


def test_what_a_service_copy_keeps_back_leaves_headings_their_numbers() -> None:
    kinds: tuple[ProceedingKind, ...] = ("asylum", "extradition")
    proceedings = tuple(Proceeding(id=kind, case_id="c1", kind=kind, forum=f"Body {kind}") for kind in kinds)
    made = replace(dossier_data(), proceedings=proceedings)
    section = Section(id="s", kind="statement-of-case", text="# The issues\n\nThere is one.")

    def headings(copy_kind: CopyKind) -> list[str]:
        blocks = statement.blocks(replace(made, copy_kind=copy_kind), section)
        return [one.text for one in blocks if isinstance(one, Heading)]

    assert headings("filing") == [*headings("service"), "Proceeding: asylum"]
    assert headings("service")[-1] == "The issues"


def test_two_proceedings_of_one_kind_are_told_apart_by_their_numbers() -> None:
    stage = Stage(title="Habeas corpus application", begins=StatedDate(edtf="2026-03-16"))
    proceedings = tuple(
        Proceeding(id=number, case_id="c1", kind="extradition", forum="A court", number=number, stages=stages)
        for number, stages in (("3/2026", ()), ("41/2026", (stage,)))
    )
    made, section = dossier_data(), Section(id="s", kind="statement-of-case", text="Text.")

    def headings(count: int) -> list[str]:
        blocks = statement.blocks(replace(made, proceedings=proceedings[:count]), section)
        return [one.text for one in blocks if isinstance(one, Heading) and "Proceeding" in one.text]

    assert headings(2) == [
        "Proceeding: extradition (3/2026)",
        "Proceeding: extradition (Habeas corpus application, 41/2026)",
    ]
    assert headings(1) == ["Proceeding: extradition"]


def test_what_is_to_be_verified_stops_a_filing_until_it_is_confirmed() -> None:
    made = dossier_data(READ, replace(READ, id="f2", verify="Read it."))
    (problem,) = unverified(made, SOURCE, made.all_cited)
    assert (problem.about, problem.problem.is_blocking) == (DossierTarget(kind="finding", id="f2"), True)
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    read = Reading(id="r", noun="finding", record_id="f2", who="ab", read_at=at, initials="ab")
    confirmed = replace(made, confirmed={"f2": read})
    assert tuple(unverified(confirmed, SOURCE, made.all_cited)) == ()


def test_a_report_on_another_people_or_place_is_warned_of() -> None:
    uyghurs = replace(READ, id="f2", groups=("Uyghurs",))
    xinjiang = replace(READ, id="f3", scope="Xinjiang")
    (problem,) = citation_problems(dossier_data(READ, uyghurs, xinjiang))
    assert str(problem.what) == (
        "2 cited findings concern groups or places other than the client's. (f2, f3)"
    )
    assert not problem.is_blocking


def test_a_figure_gives_every_number_with_its_year_and_source(stocked: Session) -> None:
    opened = open_case(stocked, reference="R-1", title="Removal", jurisdiction="cy")
    parts = (Section(id="sources", kind="table-of-sources"),)
    record.add(stocked, Dossier(id="d1", case_id=opened.id, title="Hearing", sections=parts))
    figure = next(each for each in statistic.drawn(stocked).figures if each.conflicts)
    dossiers.add_figure(stocked, "d1", figure.measure)
    drafted = dossiers.add_figure(stocked, "d1", figure.measure)
    assert [part.kind for part in drafted.sections] == ["statistics", "table-of-sources"]
    assert drafted.sections[0].measures == (figure.measure,)
    material = load_for_preview(stocked, BuildRequest(dossier_id="d1"))
    blocks = statistics.blocks(material, drafted.sections[0])
    bars = next(block for block in blocks if isinstance(block, BarChart))
    drawn = [datum for series in figure.series for datum in series.figures]
    assert len(bars.rows) == len(drawn)
    assert all(
        str(datum.on.earliest_on.year) in row.label for datum, row in zip(drawn, bars.rows, strict=True)
    )
    assert any("disagree" in text(block.line) for block in blocks if isinstance(block, TextParagraph))
    assert (
        set(material.source_labels)
        == {cited.source.id for cited in material.argument.rests_on.values()}
        != set()
    )


def test_a_part_for_statistics_without_a_choice_says_so() -> None:
    (paragraph,) = statistics.blocks(dossier_data(), Section(id="statistics", kind="statistics"))
    assert isinstance(paragraph, TextParagraph)
    assert text(paragraph.line) == "No statistic chosen."


@pytest.mark.parametrize("copy_kind", ["filing", "pseudonymised"])
def test_custody_in_a_pseudonymised_copy_identifies_no_file_and_no_holder(copy_kind: CopyKind) -> None:
    at = datetime(2026, 3, 2, 14, 7, tzinfo=UTC)
    step = CustodyStep(kind="copied", at=at, who="Elena Markou", why="for counsel")
    received = replace(step, kind="received", who="Elena Markou", why="from the client")
    certificate = TranslationCertificate(translator="Petros Ioannou", languages=("zh-Hans", "en"))
    document = replace(
        DOCUMENT,
        author="Ioanna Petrakidou",
        sha256="ab" * 32,
        custody=(received, step),
        certificate=certificate,
        obtained_on=StatedDate(edtf="2026-02-27"),
    )
    held = replace(dossier_data(), exhibits=(document,), copy_kind=copy_kind)
    said = " ".join(texts_of(composition_of(custody.blocks(held, Section(id="c", kind="exhibit-custody")))))
    identifying = ("ab" * 32, "14:07", "Elena Markou", "Petros Ioannou", "Ioanna Petrakidou")
    assert [part in said for part in identifying] == [copy_kind == "filing"] * len(identifying)
    assert ("Left out of this copy: hash values" in said) is (copy_kind == "pseudonymised")
    assert "27 February 2026" in said
    assert "2 March 2026" in said


@pytest.mark.parametrize("copy_kind", ["filing", "pseudonymised"])
def test_a_proof_of_time_is_printed_with_what_it_does_not_prove(copy_kind: CopyKind) -> None:
    proof = TimeProof(
        id="p1",
        case_id="c1",
        document_ids=(DOCUMENT.id,),
        kind="rfc3161",
        added_at=datetime(2026, 3, 2, 14, 7, tzinfo=UTC),
        stated_at=datetime(2026, 3, 2, 13, 5, 9, tzinfo=UTC),
        authority="Time Office",
        policy="1.2.3",
        checks=(ProofCheck(name="chain", state="passed"), ProofCheck(name="revocation", state="open")),
    )
    held = replace(dossier_data(), time_proofs=(proof,), copy_kind=copy_kind)
    said = " ".join(texts_of(composition_of(custody.blocks(held, Section(id="c", kind="exhibit-custody")))))
    stated = "Time stamp of Time Office: the digest existed on 2026-03-02 13:05:09 UTC (policy 1.2.3)."
    assert (stated in said) is (copy_kind == "filing")
    assert ("whether the certificate was revoked" in said) is (copy_kind == "filing")


def composition_of(blocks: tuple[Block, ...]) -> Composition:
    return Composition(
        title="", language="en", parts=(DossierPart(title="", anchor="part:c", blocks=blocks),)
    )


def test_places_that_show_an_element_are_a_sentence_below_it() -> None:
    fact = Fact(
        id="f",
        case_id="c1",
        statement="He was arrested.",
        on=StatedDate(edtf="2026-01-10"),
        pinpoints=(Pinpoint(document_id="d1", page=2),),
    )
    proof = Proof(element="Risk", evidence=(Pinpoint(document_id="d1", page=3),))
    line = MatrixElement(proof=proof, facts=(fact,), evidence=(), findings=(), adverse=(), lacks=())
    row = MatrixRow(
        ground=Ground(id="g", case_id="c1", kind="other", title="Risk", hooks=("section 81 of the Act",)),
        lines=(line,),
        coverage=Coverage(needed=1, settled=1, evidenced=1, contested=0),
    )
    made = dossier_data(READ)
    blocks = grounds.blocks(
        replace(made, argument=replace(made.argument, grounds=(row,))), Section(id="g", kind="grounds")
    )
    lines = [(one.style, text(one.line)) for one in blocks if isinstance(one, TextParagraph)]
    assert lines == [
        ("plain", "Section 81 of the Act"),
        ("plain", "Evidence: exhibit 1, p. {page}."),
        ("bullet", "He was arrested (exhibit 1, p. {page})."),
    ]
