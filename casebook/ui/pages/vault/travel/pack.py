"""Packing: which cases, what goes with them, where to, and the six words that are shown once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from casebook.base.errors import CasebookError
from casebook.domain.case.case import Case
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.services.person.consent import purpose_words
from casebook.services.person.consent_limits import LimitedPerson
from casebook.services.sharing.parcels.hand_over import case_choices
from casebook.services.sharing.protected_fields import PROTECTED
from casebook.services.sharing.travel import travel_work
from casebook.services.sharing.travel.travel_pack import PackedCasebook, TravelOrder
from casebook.services.sharing.travel.travel_plan import (
    EMPTY_BYTES,
    TRAVEL_PURPOSES,
    CaseToTravel,
    OtherToConsent,
    TravelPlan,
    plan,
)
from casebook.ui.dialogs.file import pick_new_folder
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.models.lines import Line, Status
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.sharing.going_list import GoingList
from casebook.ui.pages.sharing.going_note import WITHIN_LIMITS
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.pages.vault.travel.trip_words import add_titled, limits_in_words
from casebook.ui.widgets.cards.card_list import LineList
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry import ChoiceEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, empty_out, line
from casebook.ui.widgets.layout.wrapping import Wrapping

_NAME = "trip.casebook"
_NO_FILES, _ALL_FILES, _CHOSEN_FILES = "none", "all", "chosen"


class PackCard(WorkCard):
    """Chooses what travels and packs it.

    Attributes:
        packed: a casebook was packed; what came of it, with its phrase.
    """

    packed = Signal(PackedCasebook)

    def __init__(self, page: Page) -> None:
        about = page.words(
            "A casebook for one journey: the chosen cases and nothing of any other, with new keys and one "
            "phrase of six words. Carry it on a computer that never held your casebook. After the journey, "
            "what you wrote comes home and the casebook that travelled is removed."
        )
        super().__init__(page, page.words("Pack cases for a journey"), about)
        self._plan: TravelPlan | None = None
        words = self.words
        self.cases = TicksEntry(words("Cases"), (), words("Filter cases"))
        purposes = [(one, words(purpose_words(one))) for one in TRAVEL_PURPOSES]
        self.purpose = ChoiceEntry(words("What the journey is for"), [("", ""), *purposes])
        self.include = TicksEntry(words("Take along nevertheless"), (), words("Filter fields"))
        self.files = ChoiceEntry(
            words("Files of documents"),
            (
                (_NO_FILES, words("No files, only the list of documents")),
                (_CHOSEN_FILES, words("Chosen files")),
                (_ALL_FILES, words("All files")),
            ),
        )
        self.chosen_files = TicksEntry(words("Files that travel"), (), words("Filter documents"))
        self._lay_out()
        for entry in (self.cases, self.purpose, self.include):
            entry.changed.connect(self._plan_anew)
        for entry in (self.files, self.chosen_files):
            entry.changed.connect(self._say_what_goes)
        self._show_plan(None)

    def _lay_out(self) -> None:
        words = self.words
        self._none = label(
            words(
                "There are no cases yet. What is packed for a journey are cases with all that belongs to "
                "them."
            ),
            "quiet",
            wraps=True,
        )
        self.inside.addWidget(self._none)
        self._form = QWidget()
        whole = column(self._form, gap=8)
        add_titled(whole, words("Cases"), self.cases)
        add_titled(whole, words("What the journey is for"), self.purpose)
        self.lines = LineList(words("Chosen cases"))
        whole.addWidget(self.lines)
        self._lay_out_consents(whole)
        self._further = QWidget()
        further = column(self._further, gap=8)
        self._stays = label("", "quiet", wraps=True)
        self.going = GoingList(words, words("What travels and what stays, by title"))
        add_titled(further, words("What travels and what stays"), self._stays, self.going)
        add_titled(further, words("Take along nevertheless"), self.include)
        add_titled(further, words("Files of documents"), self.files, self.chosen_files)
        whole.addWidget(self._further)
        self._sum = label("", "strong", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._go = button(words("Choose the folder and pack…"), self._pick, role="primary", writes=True)
        for part in (self._sum, self._problem):
            whole.addWidget(part)
        whole.addWidget(Wrapping(self._go))
        StepKeys(self._form, (self._go,))
        self.inside.addWidget(self._form)

    def _lay_out_consents(self, whole: QVBoxLayout) -> None:
        words = self.words
        self.others = QWidget()
        self.others.setAccessibleName(words("Others who have to consent"))
        self._others = column(self.others, gap=2)
        whole.addWidget(self.others)
        self._limits, self.within = label("", wraps=True), TickBox(words(WITHIN_LIMITS))
        self.within.toggled.connect(lambda _: self._say_what_goes())
        for part in (self._limits, self.within):
            whole.addWidget(part)

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Offer cases; those ticked stay so."""
        self.page.ask(lambda session: case_choices(session, cases), self.cases.offer)
        self._none.setVisible(not cases)
        self._form.setVisible(bool(cases))
        self._ask_plan()

    def choose(self, case_id: str) -> None:
        """Tick a case."""
        self.cases.set_raw([*self.cases.read(), case_id])
        self._ask_plan()

    def take_focus(self) -> None:
        """Focus the list of cases."""
        self.cases.focused_first.setFocus(Qt.FocusReason.OtherFocusReason)

    def pack(self, target: Path | NewFolder) -> None:
        """Pack what is chosen into a folder."""
        session, order = self.page.context.session, self._order(target)

        def refused(problem: CasebookError) -> bool:
            self._say(problem_text(self.words, problem))
            QTimer.singleShot(0, self, lambda: keep_in_view(self._go))  # once it is laid out
            return True

        def begin(task: BackgroundTask) -> None:
            self._go.setEnabled(False)
            task.ended.connect(self._say_what_goes)

        self._say("")
        self.work(
            lambda task: travel_work.pack(session, order, progress=task),
            while_there(self, self._done),
            refused=refused,
            before=begin,
        )

    def _done(self, packed: PackedCasebook) -> None:
        for entry in (self.cases, self.include, self.chosen_files):
            entry.set_raw([])
        self.files.set_raw(_NO_FILES)
        self._show_plan(None)
        self.page.context.saved.emit()
        self.packed.emit(packed)

    def _order(self, target: Path | NewFolder) -> TravelOrder:
        chosen = {_NO_FILES: (), _ALL_FILES: None, _CHOSEN_FILES: self._files_chosen}
        return TravelOrder(
            case_ids=tuple(one.id for one in self._plan.cases) if self._plan else (),
            target=target,
            purpose=self.purpose.raw,
            include=self.include.read(),
            exhibits=chosen[self.files.raw],
            within_limits=self.within.isChecked(),
        )

    @property
    def _files_chosen(self) -> tuple[str, ...]:
        offered = {one.id for one in self._plan.documents} if self._plan else set()
        return tuple(one for one in self.chosen_files.read() if one in offered)

    def _plan_anew(self) -> None:
        """Ask what goes with another choice, of which nobody has stated that it keeps the limits."""
        self.within.setChecked(False)
        self._ask_plan()

    def _ask_plan(self) -> None:
        chosen, purpose, include = self.cases.read(), self.purpose.raw, self.include.read()
        if not (chosen and purpose):
            self._show_plan(None)
            return
        if self._plan is None:
            self._say_what_goes()
        self.page.ask(lambda session: plan(session, chosen, purpose, include), self._show_plan)

    def _show_plan(self, planned: TravelPlan | None) -> None:
        was = self._plan.limited if self._plan else ()
        is_asked = bool(self.cases.read() and self.purpose.raw)
        self._plan = planned if planned and planned.cases and is_asked else None
        self._show_limits(was)
        words, planned = self.words, self._plan
        self._further.setVisible(planned is not None)
        self.lines.show_lines([self._line(one, planned) for one in planned.cases] if planned else [])
        empty_out(self._others)
        for one in planned.others if planned else ():
            self._others.addLayout(self._other(one))
        self.others.setVisible(bool(planned and planned.others))
        if planned:
            self._offer(planned)
        self._say("")
        self._say_what_goes()
        if planned and not planned.may_go:
            self._say(
                words(
                    "People without a consent to this purpose do not travel. Enter the consent in the "
                    "person's record, or leave the case at home."
                )
            )

    def _show_limits(self, was: Sequence[LimitedPerson]) -> None:
        """Show the limits of the consents; a tick that was set for others goes."""
        limited = self._plan.limited if self._plan else ()
        if limited != was:
            self.within.setChecked(False)
        self._limits.setText("\n".join(limits_in_words(self.words, limited)))
        for part in (self._limits, self.within):
            part.setVisible(bool(limited))

    def _offer(self, planned: TravelPlan) -> None:
        words, wording = self.words, self.page.wording
        self.going.show_records(planned.going, planned.staying)
        ticked = self.include.read()
        kinds = [
            one for one in PROTECTED if one in planned.protected or one in ticked or not PROTECTED[one].fields
        ]
        self.include.offer([(one, words(PROTECTED[one].title)) for one in kinds])
        staying = [words(PROTECTED[one].title) for one in planned.protected]
        if planned.kept_back:
            staying.append(
                words.count(
                    "{number} privileged document or note",
                    "{number} privileged documents and notes",
                    planned.kept_back,
                )
            )
        always = words(
            "Never: other cases, the library but what these cases cite, the change history, the bin, drafts "
            "and settings."
        )
        listed = words.series_of(staying)
        stays = words("Of these cases, unless you tick it below: {kinds}.", kinds=listed) if staying else ""
        self._stays.setText(words.sentences((always, stays)))
        self.chosen_files.offer(
            [(one.id, f"{one.title} · {wording.size(one.size_bytes)}") for one in planned.documents]
        )

    def _line(self, one: CaseToTravel, planned: TravelPlan) -> Line:
        words = self.words
        documents = words.count("{number} document", "{number} documents", one.documents)
        parts = [documents]
        if one.file_bytes:
            parts.append(words("files: {size}", size=self.page.wording.size(one.file_bytes)))
        status: Status = (words("may travel"), "green", "done")
        if one.missing:
            parts.append(words("no consent: {names}", names=words.series_of(one.missing)))
        if one.missing or planned.others:  # whoever goes along and has not consented holds it back, too
            status = (words("consent missing"), "red", "warning")
        place = Location(page="case", id=one.id, tab="people")
        return Line(
            title=one.reference,
            beneath=" · ".join(parts),
            status=status,
            opens=partial(self.page.context.go, place),
        )

    def _other(self, one: OtherToConsent) -> QBoxLayout:
        """Return who else has to consent and why, with a link to the record."""
        words, row = self.words, line(gap=8)
        why = words("goes along; has consents on record, but none to this purpose")
        if one.references:
            why = words("goes along, client of {cases}", cases=words.list_of(one.references))
        name = one.name or words("Person without a name")
        row.addWidget(label(words.bracketed(name, why), wraps=True), 1)
        row.addWidget(Chip(words("consent missing"), "red", "warning"))
        opens = partial(self.page.context.go, Location(page="people", id=one.id, within="consents"))
        spoken = words.labelled(words("Open record"), name)
        row.addWidget(button(words("Open record"), opens, role="link", name=spoken))
        return row

    def _say_what_goes(self) -> None:
        words, planned = self.words, self._plan
        self.chosen_files.setVisible(self.files.raw == _CHOSEN_FILES and bool(planned and planned.documents))
        may_go = planned and planned.may_go and (self.within.isChecked() or not planned.limited)
        self._go.setEnabled(bool(may_go) and not self.page.context.session.is_read_only)
        if planned is None:
            self._sum.setText(self._lacking() or words("Checking what goes…"))
            return
        chosen = {_NO_FILES: (), _ALL_FILES: None, _CHOSEN_FILES: self._files_chosen}[self.files.raw]
        files = len(planned.documents) if chosen is None else len(chosen)
        file_bytes = planned.file_bytes(chosen)
        parts = (
            words.count("{number} case", "{number} cases", len(planned.cases)),
            words.count("{number} record", "{number} records", planned.records),
            words.count("{number} file", "{number} files", files),
            words("at least {size}", size=self.page.wording.size(EMPTY_BYTES + file_bytes)),
        )
        text = " · ".join(parts)
        if planned.may_go and planned.limited and not self.within.isChecked():
            needed = words("To pack, tick this above: {statement}", statement=words(WITHIN_LIMITS))
            text = f"{text}\n{needed}"
        self._sum.setText(text)

    def _lacking(self) -> str:
        """Return what has to be chosen before it is known what goes; "" where nothing has."""
        if not self.cases.read():
            return self.words("Choose at least one case.")
        return "" if self.purpose.raw else self.words("Choose what the journey is for.")

    def _pick(self) -> None:
        home = self.page.context.session.vault.path.parent
        target = pick_new_folder(self, self.words, _NAME, home)
        if target is not None:
            self.pack(target)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
