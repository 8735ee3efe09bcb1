"""A case of any records: saved by the command line and by forms, then shown, printed and built.

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
from PySide6.QtWidgets import QAbstractButton, QApplication

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.cli.base import typed
from casebook.cli.base.answer import answer, pairs
from casebook.cli.base.noun import NOUNS, kind_of
from casebook.cli.case.record import answer_rows
from casebook.domain.base.date import StatedDate
from casebook.domain.base.field import hints
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.dossier.build import BuildRequest, CopyKind, FileFormat
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.person.person import Person
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
from casebook.services.dossier.dossier_template import templates
from casebook.services.dossier.precheck import precheck
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.exchange import export_list, open_formats
from casebook.services.person import person
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.pages.deadline.deadline import OF_EVENT
from casebook.ui.shell.places import PAGES
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.form import Form
from tests import any_value
from tests.ui.any_form import fill, fill_in
from tests.ui.driver import drop_deleted, open_page, press, shown_rows
from tests.ui.later import Later
from tests.ui.names import in_view

PRINTING = frozenset({"Print", "Print…"})
SHOW_THE_CASE = frozenset({"today", "calendar", "cases", "people", "country"})
OF_PAGE: Mapping[str, str] = {"country": "CY"}
"""What a page is about that shows nothing without."""
ASKS_FOR_FILES = frozenset({"evidence", "forms"})
"""Tabs whose new record begins with a file dialog."""
LISTED: Mapping[str, Callable[[Session], list[Any]]] = {"case": case.rows, "person": person.rows}
"""Nouns whose lists contain more than the record."""
MAX_ROWS = 5
_TRIES = 20
"""How often a form is filled in by chance until it takes what stands there."""
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


@dataclass(frozen=True)
class RecordDraw:
    """How one record is drawn.

    Attributes:
        seed: of its values.
        often: how often a field is given that may be left out, 0 to 1.
        is_typed: whether each field is a `--set` of the command line; otherwise all are one JSON document.
    """

    seed: int
    often: float = any_value.OFTEN
    is_typed: bool = False


@dataclass(frozen=True)
class Draw:
    """What is left to chance in a case.

    Attributes:
        records: of the command line, by noun; None where none is saved.
        forms: the seed of what is filled in, by the tab or page; None where nothing is.
    """

    records: Mapping[str, RecordDraw | None]
    forms: Mapping[str, int | None]


FORMS = (*LEAVES, *(page for page in PAGES if page != "case"))
"""The tabs and pages with forms to fill in."""


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
    """What the command line printed."""
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


def save_days_that_never_were(trial: Trial) -> None:
    """Records that bear dates, with days that earlier versions took and no calendar has."""
    session, in_case = trial.session, {"case_id": trial.case_id}
    (letter,) = record.of_case(session, Document, trial.case_id)
    name = {"text": "Wu Tao", "script": "Latn", "language": "zh"}
    for never in (StatedDate(edtf=edtf) for edtf in any_value.IMPOSSIBLE):
        person = form.create(session, Person, {"names": [name]})
        record.change(session, replace(person, born=never))
        matter = record.find(session, Case, trial.case_id)
        record.change(session, matter.with_party(person.id, "client"))
        stage = {"title": "Appeal", "begins": "2026"}
        values = {"kind": "extradition", "forum": "Court of Appeal", "stages": [stage], **in_case}
        appeal = form.create(session, Proceeding, values)
        record.change(session, replace(appeal, stages=(replace(appeal.stages[0], begins=never),)))
        for kind, more in (
            (Event, {"kind": "hearing", "title": "Hearing", "status": "planned"}),
            (Fact, {"statement": "She was held."}),
            (Incident, {"method": "surveillance", "what": "A car stood there."}),
        ):
            saved: Any = form.create(session, kind, {**more, **in_case, "on": "2026"})
            record.change(session, replace(saved, on=never))
        letter = record.change(session, replace(letter, dated=never, obtained_on=never))


def save_by_command(trial: Trial, draw: Draw) -> None:
    """A record of each noun drawn as the command line takes it, and the document changed."""
    known: dict[str, list[str]] = {}
    for noun in NOUNS:
        if (record_draw := draw.records.get(noun)) is not None:
            with trial.allowed():
                _save(trial, noun, record_draw, known)
                trial.saved[noun] += 1
        known[noun] = [each.id for each in record.every(trial.session, kind_of(noun))]


def _save(trial: Trial, noun: str, drawn: RecordDraw, known: any_value.Known) -> None:
    kind, chance = kind_of(noun), Random(drawn.seed)  # noqa: S311 - chance that repeats
    fixed: dict[str, object] = {"case_id": trial.case_id} if "case_id" in hints(kind) else {}
    fixed |= dict.fromkeys(form.SET_BY_THE_PROGRAM.get(kind, ()))
    drawn_values = any_value.of_record(chance, kind, known, fixed, drawn.often)
    fields = {name: value for name, value in drawn_values.items() if name not in fixed}
    if drawn.is_typed:
        set_ = [f"{name}={any_value.as_typed(chance, value)}" for name, value in fields.items()]
        fields = typed.values(kind, "", set_)
    if kind is Document:
        (there,) = record.of_case(trial.session, Document, trial.case_id)
        form.edit(trial.session, kind, there.id, fields)
    else:
        form.create(trial.session, kind, fixed | fields)


def set_deadlines(trial: Trial) -> None:
    """By the first rules that each event starts."""
    for event in record.of_case(trial.session, Event, trial.case_id):
        with trial.allowed():
            for offer in deadline.offered(trial.session, event.id).offers[:2]:
                deadline.add_by_rule(trial.session, event.id, offer.rule.id, RuleDetails())


def save_by_form(trial: Trial, draw: Draw) -> None:
    """The forms that the places drawn begin a new record with, or change their first one with."""
    for place in places(trial):
        name = place.tab or place.page
        if (seed := draw.forms.get(name)) is None:
            continue
        page, chance = navigate(trial, place), Random(seed)  # noqa: S311 - chance that repeats
        for start in form_starts(trial, place, page):
            start()
            trial.check()
            trial.saved[name] += fill_in(trial.workspace.page, chance)
            trial.check()


def save_twice(trial: Trial) -> Iterator[tuple[str, int]]:
    """Send each form again while it is being saved; yields the place and how often it was saved."""
    chance, context = Random(1), trial.workspace.context  # noqa: S311 - chance that repeats
    for place in places(trial):
        for start in form_starts(trial, place, navigate(trial, place)):
            start()
            trial.check()
            for shown in [each for each in trial.workspace.page.findChildren(Form) if each.isVisible()]:
                saved: list[object] = []
                shown.kept.connect(saved.append)
                usual, context.runner = context.runner, Later()
                for _ in range(_TRIES):
                    if not saved:
                        fill(shown, chance)
                    shown.submit()
                    if shown.is_refused:
                        saved.clear()  # refused at once: nothing of it is being saved
                context.runner.stop()
                context.runner = usual
                yield place.tab or place.page, len(saved)


def form_starts(trial: Trial, place: Location, page: Any) -> list[Callable[[], None]]:  # noqa: ANN401 - as above
    """What opens a form of this page."""
    starts: list[Callable[[], None]] = []
    if place.tab not in ASKS_FOR_FILES:
        starts.append(page.start_new)
    if isinstance(page, Records) and page.table.chosen_id:
        starts.append(page.change)
    if place.tab == "deadlines":
        starts.append(lambda: press(trial.workspace.page, "By order or manually"))
    return starts


def places(trial: Trial) -> Iterator[Location]:
    """Yield every tab of the case and every other page; those unrelated to it only in the proof."""
    yield from (Location(page="case", id=trial.case_id, tab=tab) for tab in LEAVES)
    pages = [page for page in PAGES if trial.is_whole or page in SHOW_THE_CASE]
    yield from (Location(page=page, id=OF_PAGE.get(page, "")) for page in pages if page != "case")


def navigate(trial: Trial, place: Location) -> Any:  # noqa: ANN401 - each page has parts of its own
    """Come to a place and see it drawn."""
    page = open_page(trial.workspace, place.page, id=place.id, tab=place.tab, within=place.within)
    assert isinstance(page, Page)
    trial.check()
    return page


def look_at_everything(trial: Trial) -> None:
    """Every place, every row of its table in turn, and the rules that each event starts."""
    for place in places(trial):
        page = navigate(trial, place)
        if isinstance(page, Listing):
            for row in shown_rows(page.rows)[:MAX_ROWS]:
                page.table.choose(row.id)
                trial.check()
            page.write_csv(trial.folder / "table.csv")
            page.menu.printing.emit()
            trial.check()
        for name in PRINTING & {each.text() for each in in_view(page, QAbstractButton)}:
            press(page, name)
            trial.check()
    for event in record.of_case(trial.session, Event, trial.case_id):
        navigate(
            trial, Location(page="case", id=trial.case_id, tab="deadlines", within=f"{OF_EVENT}{event.id}")
        )


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
    for template in templates():
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
            answer_rows(noun, rows, is_filtered=False, json_wanted=json_wanted)
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


def try_out(trial: Trial, draw: Draw) -> None:
    """Save the content, then visit every page, print every list and make every build."""
    begin(trial)
    save_by_command(trial, draw)
    save_by_form(trial, draw)
    set_deadlines(trial)
    look_at_everything(trial)
    make_everything(trial)
