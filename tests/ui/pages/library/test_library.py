"""The Library page over the sample casebook and on a small vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QWidget
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.library.finding import Finding
from casebook.domain.library.reading import Quotation, Reading
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.library import citation, reading
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.library.library_filter import LibraryFilter
from casebook.ui.shell.finder import Finder, RecordTarget
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.charts.plot import Plot
from casebook.ui.widgets.forms.entry_find import RecordEntry
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import (
    choose,
    open_page,
    part,
    press,
    problem_of,
    row_texts,
    send,
    shown_in,
    shown_rows,
    text_of,
)
from tests.ui.pages.filled import fill, save

_OFFICE = {"author": "An office", "body": "An office"}

Opened = Callable[..., Any]


def _tab(workspace: Any, tab: str, **where: str) -> Any:  # noqa: ANN401
    return open_page(workspace, "library", tab=tab, **where)


def _form(within: QWidget, title: str) -> Form:
    return next(form for form in within.findChildren(Form) if form.accessibleName() == title)


@pytest.fixture
def filled(stocked: Session) -> Session:
    return stocked


def test_every_finding_source_topic_and_figure_reaches_the_window(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    totals = {tab: _tab(workspace, tab).rows.total for tab in ("findings", "sources", "topics")}
    assert totals == {"findings": 708, "sources": 381, "topics": 32}
    assert (
        sum(
            len(s.figures)
            for row in shown_rows(_tab(workspace, "statistics").rows)
            for s in row.figure.series
        )
        == 70
    )


def test_a_search_in_chinese_narrows_and_the_adverse_stays_in_view(opened: Opened, sample: Session) -> None:
    page = _tab(opened(sample), "findings")
    adverse = [row for row in shown_rows(page.rows) if row.cited.finding.is_adverse]
    assert adverse
    send(page, "Filter Findings", "监视居住")
    assert 0 < page.rows.total < 708
    assert any(row.cited.finding.topic_id == "rsdl" for row in shown_rows(page.rows))
    send(page, "Filter Findings", "")
    assert page.rows.total == 708
    choose(page, "Adverse or not", "Adverse only")
    assert {row.cited.finding.is_adverse for row in shown_rows(page.rows)} == {True}
    assert page.rows.total == len(adverse)


FILTERS: tuple[tuple[str, object, Callable[[Any], object]], ...] = (
    ("body", "Safeguard Defenders", lambda cited: "Safeguard Defenders" in cited.source.body),
    ("type", "judgment", lambda cited: cited.source.type == "judgment"),
    ("group", "Uyghurs", lambda cited: "Uyghurs" in cited.finding.groups),
    ("place", "Xinjiang", lambda cited: "Xinjiang" in cited.finding.scope),
    ("from", 2020, lambda cited: cited.source.issued and cited.source.issued.earliest_on.year >= 2020),
    ("to", 2016, lambda cited: cited.source.issued and cited.source.issued.earliest_on.year <= 2016),
)
"""A box, what is chosen in it, and what it then admits."""


def test_findings_are_narrowed_by_body_type_group_place_and_year(opened: Opened, sample: Session) -> None:
    page = _tab(opened(sample), "findings")
    held = [row.cited for row in shown_rows(page.rows)]
    press(page, "More filters")
    for name, value, admits in FILTERS:
        box = part(page, LibraryFilter).boxes[name]
        box.setCurrentIndex(box.findData(value))
        assert box.currentIndex() > 0
        shown = {row.cited.finding.id for row in shown_rows(page.rows)}
        assert shown == {cited.finding.id for cited in held if admits(cited)} != set(), name
        press(page, "Clear all filters")
        assert page.rows.total == 708


def test_a_filter_on_the_second_line_never_narrows_out_of_sight(opened: Opened, sample: Session) -> None:
    filters = part(_tab(opened(sample), "findings"), LibraryFilter)
    assert not filters.boxes["body"].isVisible()
    filters.more.click()
    filters.boxes["body"].setCurrentIndex(1)
    filters.more.click()
    assert filters.boxes["body"].isVisible()
    filters.clear()
    filters.more.click()
    assert not filters.boxes["body"].isVisible()


def test_a_finding_is_shown_with_citations_neighbours_and_disagreements(
    opened: Opened, sample: Session
) -> None:
    page = _tab(opened(sample), "findings", within="ames-conflict")
    words = text_of(part(page, DetailPane))
    for phrase in (
        "OSCOLA style",
        "Bluebook style",
        "Plain, with ECLI or document symbol",
        "Adverse or conflicting",
    ):
        assert phrase in words


def test_what_was_read_is_recorded_and_shown(opened: Opened, filled: Session) -> None:
    page = _tab(opened(filled), "findings", within="ir-9946")
    assert "the source itself was not read" in text_of(part(page, DetailPane))
    form = _form(part(page, DetailPane), "Passage read")
    form.begin()
    form.submit()
    assert "p. 12" not in text_of(part(page, DetailPane)), "a finding is read at a place"
    form.set_values({"pinpoint": "p. 12", "note": "in full"})
    form.submit()
    assert [note.pinpoint for note in reading.of_record(filled, "ir-9946")] == ["p. 12"]
    assert "the source itself was not read" not in text_of(part(page, DetailPane))
    for title, values in (
        ("Note", {"text": "Ask for the annex."}),
        ("Collection", {"title": "For the hearing"}),
    ):
        sent = _form(part(page, DetailPane), title)
        sent.begin(values)
        sent.submit()
    words = text_of(part(page, DetailPane))
    assert "Ask for the annex." in words
    assert "Collections: For the hearing" in words
    assert part(page, DetailPane).findChildren(QLineEdit)
    next(
        b for b in part(page, DetailPane).findChildren(QPushButton) if "Remove from" in b.accessibleName()
    ).click()
    assert "Collections: For the hearing" not in text_of(part(page, DetailPane))
    page.context.undo()
    assert "Collections: For the hearing" in text_of(part(page, DetailPane))


def test_a_topic_leads_to_its_findings(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    _tab(workspace, "topics").open_row("liuzhi")
    page = shown_in(workspace.page)
    assert {row.cited.finding.topic_id for row in shown_rows(page.rows)} == {"liuzhi"}


def test_a_plot_speaks_every_number_with_its_year(opened: Opened, sample: Session) -> None:
    page = _tab(opened(sample), "statistics")
    (plot,) = part(page, DetailPane).findChildren(Plot)
    spoken = plot.accessibleDescription()
    assert "2012, AMES Australia: 15,362" in spoken
    assert "2012, Safeguard Defenders, from UNHCR data: 12,362" in spoken
    assert "figures for 2012 disagree" in text_of(part(page, DetailPane))


def test_search_leads_from_the_finder_to_the_library_and_to_a_sheet(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    part(workspace, Finder).picked.emit(RecordTarget(noun="finding", id="cpl-75-rsdl-place"))
    assert workspace.place == Location(page="library", tab="findings", within="cpl-75-rsdl-place")
    part(workspace, Finder).picked.emit(RecordTarget(noun="decision", id="echr-liu-v-poland-2022"))
    assert workspace.place == Location(page="country", id="PL")


def test_an_own_source_and_finding_are_added_changed_and_removed(opened: Opened, filled: Session) -> None:
    workspace = opened(filled)
    page = _tab(workspace, "sources")
    workspace.run_action("new")
    save(fill(page.editor.form, title="An Invented Report", type="ngo-report", **_OFFICE))
    (own,) = [source for source in record.every(filled, Source) if not source.pack]
    assert page.table.chosen_id == own.id
    page = _tab(workspace, "findings")
    workspace.run_action("new")
    form = fill(page.editor.form, statement="It happened once.", source_id=own.id, topic_id="rsdl")
    fill(form, strength="reported", kind="fact")
    form.entries["reading_level"].set_raw("document")
    save(form)
    assert "A finding that was read must state" in problem_of(form.fields.boxes["pinpoint"])
    save(fill(form, pinpoint="p. 3"))
    (own_finding,) = [finding for finding in record.every(filled, Finding) if not finding.pack]
    assert "It happened once." in text_of(part(page, DetailPane))
    press(part(page, DetailPane), "Edit")
    save(fill(page.editor.form, statement="It happened twice."))
    assert record.find(filled, Finding, own_finding.id).statement == "It happened twice."
    press(part(page, DetailPane), "Remove")
    assert [finding for finding in record.every(filled, Finding) if not finding.pack] == []
    workspace.context.undo()
    assert record.find(filled, Finding, own_finding.id).statement == "It happened twice."


def test_what_a_pdf_proposes_is_accepted_field_by_field_only(
    opened: Opened, filled: Session, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle("Report on an invented matter")
    canvas.drawString(72, 720, "CAT/C/CHN/CO/5 of 3 February 2016")
    canvas.save()
    page = _tab(opened(filled), "sources")
    page.look_into(path)
    form = page.editor.form
    assert (form.values["title"], form.values["number"]) == ("", "")
    for name in (
        "Use this: Title, Report on an invented matter",
        "Use this: Date adopted or decided, 3 Feb 2016",
    ):
        press(form, name)
    assert form.values["title"] == "Report on an invented matter"
    save(fill(form, type="ngo-report", **_OFFICE))
    (own,) = [source for source in record.every(filled, Source) if not source.pack]
    assert (own.title, own.number, own.reading_level) == ("Report on an invented matter", "", "none")
    assert own.issued is not None
    assert own.issued.edtf == "2016-02-03"


def test_sources_of_a_file_of_citations_are_taken_only_when_ticked(
    opened: Opened, filled: Session, tmp_path: Path
) -> None:
    path = tmp_path / "zotero.ris"
    path.write_text(
        "".join(f"TY  - RPRT\nTI  - Report {name}\nAU  - Office\nER  - \n" for name in ("one", "two")),
        encoding="utf-8",
    )
    page = _tab(opened(filled), "sources")
    page.look_into(path)
    page.importing.take()
    assert all(source.pack for source in record.every(filled, Source))
    page.importing.ticks[1].setChecked(True)
    page.importing.take()
    own = [source for source in record.every(filled, Source) if not source.pack]
    assert [(source.title, source.reading_level) for source in own] == [("Report two", "none")]


def test_a_plot_is_put_into_a_dossier_by_one_choice(opened: Opened, filled: Session) -> None:
    case = open_case(filled, reference="R-1", title="Removal", jurisdiction="cy")
    record.add(filled, Dossier(id="d1", case_id=case.id, title="For the hearing"))
    page = _tab(opened(filled), "statistics")
    measure = page.table.chosen_id
    press(page, "Use in a dossier")
    save(fill(_form(page, "Use in a dossier"), dossier="d1"))
    (section,) = record.find(filled, Dossier, "d1").sections
    assert (section.kind, section.measures) == ("statistics", (measure,))


def test_editions_and_the_course_of_a_case_lead_to_each_other(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    page = _tab(workspace, "sources", within="prc-supervision-law-2018")
    assert "Replaced by" in text_of(part(page, DetailPane))
    page = _tab(workspace, "sources", within="nz-kim-nzsc-57-2021")
    words = text_of(part(page, DetailPane))
    assert "Follows" in words
    assert "Followed by" in words
    assert "Neutral citation" in words
    finding = next(
        candidate.id
        for candidate in record.every(sample, Finding)
        if candidate.source_id == "prc-supervision-law-2018"
    )
    page = _tab(workspace, "findings", within=finding)
    assert "a later text or decision" in text_of(part(page, DetailPane))


def test_the_sources_in_view_are_written_for_a_reference_manager(
    opened: Opened, sample: Session, tmp_path: Path
) -> None:
    page = _tab(opened(sample), "sources")
    send(page, "Filter Sources", "Kim")
    out = tmp_path / "sources.json"
    page.send(out, "csl-json")
    written = run_in_line(citation.read_file(out)).references
    assert 0 < len(written) == page.rows.rowCount() < 381
    assert "Minister of Justice v Kim" in {source.title for source in written}


def test_an_incidents_attribution_is_shown_in_the_windows_language(opened: Opened, sample: Session) -> None:
    log = _tab(opened(sample, "zh-Hans"), "incidents")
    log.table.choose(next(incident.id for incident in shown_rows(log.rows) if incident.whose == "public"))
    text = text_of(log)
    assert "据来源所称" in text
    assert "according to the source" not in text


def test_a_finding_joined_to_a_fact_of_the_right_case_can_be_taken_back(
    opened: Opened, filled: Session
) -> None:
    for reference in ("ABC-1", "ABC-2"):
        case = open_case(filled, reference=reference, title="", jurisdiction="CY")
        stated = StatedDate(edtf="2016")
        record.add(filled, Fact(id=reference, case_id=case.id, statement="He was held.", on=stated))
    workspace = opened(filled)
    page = _tab(workspace, "findings", within="ir-9946")
    form = _form(part(page, DetailPane), "Use for a fact")
    form.begin()
    fact = form.entries["fact"]
    assert isinstance(fact, RecordEntry)
    fact.edit.setText("held")
    fact.look()
    offered = part(fact, QListWidget)
    texts = {offered.item(row).text() for row in range(offered.count())}
    assert texts == {"ABC-1 · He was held.", "ABC-2 · He was held."}
    fact.set_raw("ABC-2")
    assert fact.edit.text() == "ABC-2 · He was held."
    form.submit()
    assert record.find(filled, Fact, "ABC-2").finding_ids == ("ir-9946",)
    assert not form.isVisible()
    assert workspace.window().focusWidget() is page.table
    workspace.context.undo()
    assert record.find(filled, Fact, "ABC-2").finding_ids == ()


def test_a_source_is_read_on_its_own_and_names_its_topics(opened: Opened, filled: Session) -> None:
    page = _tab(opened(filled), "sources", within="hrw-alleyway-hell-2009")
    assert "enforced-disappearance" not in text_of(part(page, DetailPane))
    form = _form(part(page, DetailPane), "Passage read")
    form.begin()
    form.set_values({"note": "in full"})
    form.submit()
    assert "in full" in text_of(part(page, DetailPane))
    (note,) = reading.of_record(filled, "hrw-alleyway-hell-2009")
    assert note.noun == "source"


def test_a_quotation_that_differs_is_recorded_only_where_that_is_wanted(
    opened: Opened, filled: Session, tmp_path: Path
) -> None:
    copy = tmp_path / "report.txt"
    copy.write_text("The report counts 9,946 returns in all.\n", encoding="utf-8")
    run_in_line(reading.have_read(filled, "source", "sd-involuntary-returns-2022", copy=copy))
    page = _tab(opened(filled), "findings", within="ir-9946")
    typed = {"pinpoint": "p. 2", "quote": "The report counts 9,496 returns in all."}
    form = _form(page, "Passage read")
    form.begin()
    save(fill(form, **typed))
    assert not reading.of_record(filled, "ir-9946")
    assert form.values["quote"] == typed["quote"]
    assert "9,946" in problem_of(form.fields.boxes["quote"])
    save(fill(form, differs=True))
    (kept,) = reading.of_record(filled, "ir-9946")
    assert (kept.quote_state, kept.note) == ("differs", "")
    assert any("misquoted" in row for row in row_texts(page.table))
    record.move_to_bin(filled, Reading, kept.id)
    page.read()
    assert not any("misquoted" in row for row in row_texts(page.table))


def test_a_reading_is_removed_and_brought_back(opened: Opened, filled: Session) -> None:
    run_in_line(reading.have_read(filled, "finding", "ir-9946", pinpoint="p. 1"))
    page = _tab(opened(filled), "findings", within="ir-9946")
    press(page, "Remove reading")
    assert not reading.of_record(filled, "ir-9946")
    page.context.undo()
    assert len(reading.of_record(filled, "ir-9946")) == 1


def test_an_authority_is_confirmed_with_initials_and_taken_back(opened: Opened, filled: Session) -> None:
    page = _tab(opened(filled), "findings", within="ir-9946")
    press(page, "Confirm authority")
    form = part(page, Form, "Confirm authority")
    save(fill(form, pinpoint="p. 12", initials=" "))
    assert problem_of(form.fields.boxes["initials"])
    save(fill(form, initials="DK", later_history="None found."))
    (kept,) = reading.of_record(filled, "ir-9946")
    assert (kept.pinpoint, kept.initials, kept.later_history) == ("p. 12", "DK", "None found.")
    assert "confirmed by DK" in text_of(page)
    page.context.undo()
    assert reading.of_record(filled, "ir-9946") == []


def test_the_place_of_a_reading_is_corrected_and_brought_back(opened: Opened, filled: Session) -> None:
    run_in_line(reading.have_read(filled, "finding", "ir-9946", pinpoint="p. 1", note="Read twice"))
    page = _tab(opened(filled), "findings", within="ir-9946")
    press(page, "Correct reading")
    form = part(page, Form, "Correct reading")
    save(fill(form, pinpoint=" "))
    assert problem_of(form.fields.boxes["pinpoint"])
    save(fill(form, pinpoint="p. 12"))
    assert [(each.pinpoint, each.note) for each in reading.of_record(filled, "ir-9946")] == [
        ("p. 12", "Read twice")
    ]
    page.context.undo()
    assert reading.of_record(filled, "ir-9946")[0].pinpoint == "p. 1"


def test_a_quotation_is_compared_again_once_the_copy_is_stored(
    opened: Opened, filled: Session, tmp_path: Path
) -> None:
    words = "The report counts 9,946 returns in all."
    run_in_line(
        reading.have_read(filled, "finding", "ir-9946", pinpoint="p. 1", quote=Quotation(words=words))
    )
    copy = tmp_path / "report.txt"
    copy.write_text(words, encoding="utf-8")
    run_in_line(reading.have_read(filled, "finding", "ir-9946", pinpoint="p. 1", copy=copy))
    press(_tab(opened(filled), "findings", within="ir-9946"), "Compare quotation")
    quoted = next(each for each in reading.of_record(filled, "ir-9946") if each.quote)
    assert quoted.quote_state == "exact"


def test_a_search_lists_why_a_finding_was_met_and_can_be_narrowed(opened: Opened, stocked: Session) -> None:
    page = _tab(opened(stocked), "findings")
    send(page, "Filter Findings", "RSDL torture")
    reasons = {row.id: [match.term for match in row.synonyms] for row in shown_rows(page.rows)}
    assert reasons["ishr-rsdl-confessions"] == ["residential surveillance at a designated location"]
    assert "RSDL = residential surveillance" in text_of(page).replace("\u2068", "").replace("\u2069", "")
    press(page, "Search only for the words typed")
    assert page.filter.text() == '"RSDL torture"'
    assert not any(row.synonyms for row in shown_rows(page.rows))
    assert len(shown_rows(page.rows)) < len(reasons)
