"""Whatever somebody can save, every page of the case opens and every build is made, without a bug or a lock.

The values come from the types of the fields and from the entries of the forms, so that a new noun, field,
form, page or build is tried without a word here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from io import StringIO
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, pairs
from casebook.cli.base.noun import NOUNS, kind_of
from casebook.cli.case.record import answer_rows
from casebook.domain.base.field import hints
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.dossier.build import BuildRequest, CopyKind, FileFormat
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.services.agenda import agenda_pdf, calendar_export
from casebook.services.agenda.agenda import agenda
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline_details import RuleDetails
from casebook.services.deadline.deadline_sheet import deadline_sheet, sheet_pdf
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier, profile
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import load_for_export
from casebook.services.dossier.precheck import precheck
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.exchange import export_list, open_formats
from casebook.services.person import person
from casebook.store.registry import tables
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.failure import Failure
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.pages.deadline.deadline import OF_EVENT
from casebook.ui.shell.places import PAGES
from casebook.ui.shell.workspace import Workspace
from tests import any_value
from tests.proof.ground import say
from tests.ui.any_form import fill_in
from tests.ui.driver import drop_deleted, open_page, press, shown_rows, text_of

Opened = Callable[..., Workspace]
SHOW_THE_CASE = frozenset({"today", "calendar", "cases", "people"})
ASKS_FOR_FILES = frozenset({"evidence"})
"""Tabs whose new record begins with a file the person chooses."""
LISTED: Mapping[str, Callable[[Session], list[Any]]] = {"case": case.rows, "person": person.rows}
"""Nouns whose lists say more than the record."""
MOST_ROWS = 5
EVERY_COPY = tuple(
    BuildRequest(dossier_id="", profile_id=forum, copy_kind=kind, file_format=file_format, shape="one")
    for forum, (kind, file_format) in zip(
        ("", *(each.id for each in profile.profiles())),
        cycle(product(get_args(CopyKind), get_args(FileFormat))),
        strict=False,
    )
)
"""Every forum with its copies in turn."""
IN_ENGLISH = Translator("en")


@dataclass
class Trial:
    """A window on one case, the bugs it met, and how many records of each noun were saved.

    `is_whole` comes to every page and sets and binds every build, which takes longer.
    """

    workspace: Workspace
    session: Session
    folder: Path
    bugs: list[BaseException]
    saved: Counter[str]
    case_id: str = ""
    is_whole: bool = False
    printed: StringIO = field(default_factory=StringIO)
    requests: Iterator[BuildRequest] = field(default_factory=lambda: cycle(EVERY_COPY))

    def check(self) -> None:
        """Raise the first bug that was met."""
        QApplication.processEvents()
        drop_deleted()
        if self.bugs:
            raise self.bugs[0]

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """What may be refused, in words for a person."""
        try:
            yield
        except CasebookError as refusal:
            assert refusal.title.msgid  # noqa: PT017 - it is refused, not broken
        self.check()


def begin(trial: Trial) -> None:
    """A case with one document, before anything is left to chance."""
    trial.case_id = case.open_case(trial.session, reference="R-1", title="", jurisdiction="CY").id
    letter = from_bytes("letter.txt", b"She was held for nine days.")
    run_in_line(take_in(trial.session, trial.case_id, [letter], Receipt()))


def save_without_dates(trial: Trial) -> None:
    """A stage and an event without a date, and events of "yesterday", as the command line takes them."""
    stage = {"title": "Appeal", "begins": ""}
    for kind, values in (
        (Proceeding, {"kind": "extradition", "forum": "Court of Appeal", "stages": [stage]}),
        (Event, {"kind": "arrest", "title": "Arrest", "on": ""}),
        (Event, {"kind": "contact", "title": "Call", "on": "yesterday"}),
        (Event, {"kind": "hearing", "title": "Hearing", "on": "yesterday", "status": "planned"}),
    ):
        form.create(trial.session, kind, {"case_id": trial.case_id, **values})


def save_by_command(trial: Trial, chance: Random) -> None:
    """A record of each noun as the command line takes it, and the document changed."""
    known: dict[str, list[str]] = {}
    for noun in NOUNS:
        kind = kind_of(noun)
        fixed: dict[str, object] = {"case_id": trial.case_id} if "case_id" in hints(kind) else {}
        fixed |= dict.fromkeys(form.SET_BY_THE_PROGRAM.get(kind, ()))
        values = any_value.of_record(chance, kind, known, fixed)
        with trial.allowed():
            if kind is Document:
                (there,) = record.of_case(trial.session, Document, trial.case_id)
                changes = {name: value for name, value in values.items() if name not in fixed}
                form.edit(trial.session, kind, there.id, changes)
            else:
                form.create(trial.session, kind, values)
            trial.saved[noun] += 1
        known[noun] = [each.id for each in record.every(trial.session, kind)]


def set_deadlines(trial: Trial) -> None:
    """By the first rules that each event starts."""
    for event in record.of_case(trial.session, Event, trial.case_id):
        with trial.allowed():
            for offer in deadline.offered(trial.session, event.id).offers[:2]:
                deadline.add_by_rule(trial.session, event.id, offer.rule.id, RuleDetails())


def save_by_form(trial: Trial, chance: Random) -> None:
    """Every form that a page or tab begins a new record with, or changes its first one with."""
    for place in places(trial):
        page = come(trial, place)
        begins: list[Callable[[], None]] = []
        if place.tab not in ASKS_FOR_FILES:
            begins.append(page.start_new)
        if isinstance(page, Records) and page.table.chosen_id:
            begins.append(page.change)
        if place.tab == "deadlines":
            begins.append(lambda: press(trial.workspace.page, "By order or manually"))
        for start in begins:
            start()
            trial.check()
            trial.saved[place.tab or place.page] += fill_in(trial.workspace.page, chance)
            trial.check()


def places(trial: Trial) -> Iterator[Location]:
    """Every tab of the case, and every other page; those that show nothing of it in the proof alone."""
    yield from (Location(page="case", id=trial.case_id, tab=tab) for tab in LEAVES)
    pages = [page for page in PAGES if page not in {"case", "country"}]
    yield from (Location(page=page) for page in pages if trial.is_whole or page in SHOW_THE_CASE)


def come(trial: Trial, place: Location) -> Any:  # noqa: ANN401 - each page has parts of its own
    """Come to a place and see it drawn."""
    page = open_page(trial.workspace, place.page, id=place.id, tab=place.tab, within=place.within)
    assert isinstance(page, Page)
    trial.check()
    return page


def look_at_everything(trial: Trial) -> None:
    """Every place, every row of its table in turn, and the rules that each event starts."""
    for place in places(trial):
        page = come(trial, place)
        if isinstance(page, Listing):
            for row in shown_rows(page.rows)[:MOST_ROWS]:
                page.table.choose(row.id)
                trial.check()
            page.write_csv(trial.folder / "table.csv")
            trial.check()
    for event in record.of_case(trial.session, Event, trial.case_id):
        come(trial, Location(page="case", id=trial.case_id, tab="deadlines", within=f"{OF_EVENT}{event.id}"))


def make_everything(trial: Trial) -> None:
    """Every list and build of the case."""
    session, folder, span = trial.session, trial.folder, (date.min, date.max)
    agenda_pdf.diary(agenda(session, *span), span, IN_ENGLISH)
    for titles in get_args(calendar_export.Titles):
        run_in_line(calendar_export.export_calendar(session, folder / "c.ics", IN_ENGLISH, titles))
    export_list.save_people(session, folder / "people.csv")
    for name in ("contacts.csv", "contacts.vcf"):
        export_list.save_contacts(session, folder / name)
    with redirect_stdout(trial.printed):
        list_everything(session)
    for due in record.of_case(session, Deadline, trial.case_id):
        deadline_sheet(due, IN_ENGLISH)
    for template in dossier.templates():
        made = dossier.draft(session, trial.case_id, "Dossier", template.id)
        with trial.allowed():
            request = replace(next(trial.requests), dossier_id=made.id)
            compose(load_for_export(session, request), lambda _: pytest.fail("nothing is opened"))
            precheck(session, request)
    if trial.is_whole:
        bind_everything(trial)
        run_in_line(open_formats.write(session, folder / f"open-{trial.case_id}"))


def list_everything(session: Session) -> None:
    """Every list of the command line, and every record in it."""
    for noun in NOUNS:
        rows = LISTED[noun](session) if noun in LISTED else record.every(session, kind_of(noun))
        for json_wanted in (True, False):
            answer_rows(noun, rows, json_wanted=json_wanted)
        for row in rows:
            answer(row, pairs(asdict(row)), json_wanted=False)


def bind_everything(trial: Trial) -> None:
    """Every build as a file."""
    session, folder = trial.session, trial.folder
    with trial.allowed():
        run_in_line(agenda_pdf.write_diary(session, date.min, date.max, folder / "diary.pdf", IN_ENGLISH))
    for due in record.of_case(session, Deadline, trial.case_id):
        with trial.allowed():
            sheet_pdf(due, IN_ENGLISH)
    for made in record.of_case(session, Dossier, trial.case_id):
        with trial.allowed():
            request = replace(next(trial.requests), dossier_id=made.id)
            run_in_line(builds.build(session, request, folder / f"dossier.{request.file_format}"))


def forget(trial: Trial) -> None:
    """Leave nothing for the next trial."""
    trial.workspace.go(Location(page="settings"))
    with trial.session.store.write("test.purge") as transaction:
        for table in tables():
            for each in table.all(transaction.connection):
                transaction.purge(table.kind, each.id)


@pytest.fixture
def trial(opened: Opened, blank: Session, tmp_path: Path) -> Trial:
    """A window in which bugs are kept, not raised."""
    workspace = opened(blank)
    workspace.context.bug_raised.disconnect()
    bugs: list[BaseException] = []
    workspace.context.bug_raised.connect(bugs.append)
    return Trial(workspace, blank, tmp_path, bugs, Counter())


def try_out(trial: Trial, qtbot: QtBot, examples: int) -> None:
    failures: list[Exception] = []

    @settings(
        max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    @given(st.randoms(use_true_random=True))
    def tried(chance: Random) -> None:
        begin(trial)
        try:
            save_by_command(trial, chance)
            save_by_form(trial, chance)
            set_deadlines(trial)
            look_at_everything(trial)
            make_everything(trial)
        except Exception as failure:
            failures.append(failure)
            raise
        finally:
            forget(trial)

    with qtbot.captureExceptions() as raised:
        try:
            tried()
        finally:  # hypothesis tries a failure again, in a window that is no longer the same
            for failure in failures:
                raise failure
    assert not raised
    assert not trial.bugs
    assert len(trial.saved) > len(NOUNS)


def look_at_undated(trial: Trial, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        begin(trial)
        save_without_dates(trial)
        look_at_everything(trial)
        make_everything(trial)
    assert not raised
    overview = open_page(trial.workspace, "case", id=trial.case_id, tab="overview")
    assert "Hearing" in text_of(overview)
    assert trial.workspace.findChild(Failure) is None


def test_a_case_without_dates_opens_on_every_page_and_builds(trial: Trial, qtbot: QtBot) -> None:
    look_at_undated(trial, qtbot)
    assert "yesterday" in trial.printed.getvalue()


@pytest.mark.proof
def test_a_case_without_dates_opens_and_is_bound(trial: Trial, qtbot: QtBot) -> None:
    trial.is_whole = True
    look_at_undated(trial, qtbot)
    for _ in EVERY_COPY[:: len(dossier.templates())]:
        bind_everything(trial)
    assert (trial.folder / "dossier.pdf").stat().st_size
    say("an undated stage, an undated event, an event of “yesterday”: opens on every page and builds")


def test_any_record_that_can_be_saved_can_be_shown_and_printed(trial: Trial, qtbot: QtBot) -> None:
    try_out(trial, qtbot, examples=1)
    assert trial.printed.getvalue()


@pytest.mark.proof
def test_any_record_is_shown_printed_and_bound(trial: Trial, qtbot: QtBot) -> None:
    trial.is_whole = True
    try_out(trial, qtbot, examples=20)
    say(f"any record saved, then every page and build: no bug, no lock ({trial.saved.total()} records)")
