"""The other side: adverse findings and authorities against a dossier or a ground, each with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.citation_style import cite_found
from casebook.domain.library.rebuttal import Rebuttal
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.gate.adverse_gate import SETTLED, stopping
from casebook.services.library import adverse_material, omission, rebuttal
from casebook.services.library.adverse_material import AdverseFinding, AdverseRow, Authority, Inquiry, Met
from casebook.services.library.argument_against import AuthorityAgainst
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.record_editor import report_change
from casebook.ui.pages.library.library_reading import show_confirmation
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import LongEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.wrapping import Wrapping


class AdverseMaterialPage(Listing[AdverseRow]):
    """Adverse material for a dossier or ground of the case, and the selected item with its response."""

    heading_role = "title"
    concerns = frozenset({"rebuttal", "dossier", "ground", "finding", "decision", "reading"})

    def __init__(self, context: PageContext) -> None:
        self._about = ""
        self._choices: tuple[tuple[str, str, str], ...] = ()
        self._rows: tuple[AdverseRow, ...] = ()
        self._stopping: frozenset[str] = frozenset()
        super().__init__(context, context.words("Adverse material"), _columns(context.words))
        self.table.chosen.connect(self._choose)
        self._box = ChoiceBox()
        self._box.setAccessibleName(self.words("Check this dossier or ground"))
        self._box.activated.connect(lambda _: self._ask_about(str(self._box.currentData())))
        self._shown = ChoiceBox()
        self._shown.setAccessibleName(self.words("Show"))
        self._shown.activated.connect(lambda _: self._show_chosen())
        self._summary = label("", "quiet", wraps=True)
        row = line(gap=12)
        row.addWidget(self._box, 1)
        row.addWidget(self._shown)
        row.addWidget(self._summary, 2, Qt.AlignmentFlag.AlignVCenter)
        self.above.addLayout(row)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the detail beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("Adverse material"))
        whole.addWidget(Split(self.pane, self._pane, (3, 2)), 1)

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty(
            "ask",
            self.words("Nothing to check yet"),
            self.words(
                "Once the case has a ground or a dossier, adverse material on its topics is listed "
                "here, with the decisions every opponent will cite. Each item has space for your "
                "response."
            ),
        )

    def show_all(self) -> None:
        """Take back whatever narrows the list."""
        self._shown.setCurrentIndex(0)
        super().show_all()
        self._show_chosen()

    def show_place(self, place: Location) -> None:
        """Show a case, or one of its dossiers or grounds."""
        if place.id != self.place.id:
            self._about = ""
        self._about = place.within or self._about
        if place.within:
            self._shown.setCurrentIndex(0)  # what a link leads to is in view
        super().show_place(place)

    def read(self) -> None:
        """Check the dossier or ground asked about."""
        case_id, subject_id = self.place.id, self._about

        def check(session: Session) -> tuple[Inquiry, frozenset[str]]:
            inquiry = adverse_material.check(session, case_id, subject_id)
            return inquiry, stopping(session, inquiry)

        self.ask(check, self._show)

    def _ask_about(self, record_id: str) -> None:
        self._about = record_id
        self.read()

    def _show(self, answer: tuple[Inquiry, frozenset[str]]) -> None:
        inquiry, self._stopping = answer
        self._about, self._choices = inquiry.subject_id, inquiry.choices
        kinds = {"dossier": self.words("Dossier"), "ground": self.words("Ground")}
        self._box.clear()
        for record_id, kind, title in inquiry.choices:
            self._box.addItem(self.words.labelled(kinds[kind], title), record_id)
        self._box.setCurrentIndex(max(0, self._box.findData(inquiry.subject_id)))
        self._box.setVisible(bool(inquiry.choices))
        self._rows = tuple(sorted(inquiry.rows, key=lambda row: row.id not in self._stopping))
        self._offer_shown()
        self._summary.setText(self._counted(self._rows))
        self._show_chosen()

    def _offer_shown(self) -> None:
        """Offer what the list can be narrowed to, with the number of each."""
        words, chosen = self.words, self._shown.currentData()
        self._shown.clear()
        for key, title in (
            ("all", words("All adverse material")),
            ("unanswered", words("Unanswered")),
            ("cited", words("In the dossier, unanswered")),
            ("stopping", words("Keeps copies from being built")),
        ):
            number = sum(self._is_shown(row, key) for row in self._rows)
            if number or key in {"all", chosen}:
                self._shown.addItem(words.bracketed(title, str(number)), key)
        self._shown.setCurrentIndex(max(self._shown.findData(chosen), 0))
        self._shown.setVisible(bool(self._rows))

    def _is_shown(self, row: AdverseRow, key: str) -> bool:
        is_shown = {
            "unanswered": row.met not in SETTLED,
            "cited": row.met == "cited",
            "stopping": row.id in self._stopping,
        }
        return is_shown.get(key, True)

    def _show_chosen(self) -> None:
        key = str(self._shown.currentData())
        rows = [row for row in self._rows if self._is_shown(row, key)]
        self.show_rows(rows, of=len(self._rows))
        self._pane.setVisible(bool(rows))
        if rows:
            known = {row.id for row in rows}
            wanted = (self.place.within, self.table.chosen_id, rows[0].id)
            chosen = next(row_id for row_id in wanted if row_id in known)
            self.table.keep(chosen)
            self._choose(chosen)

    def _counted(self, rows: Sequence[AdverseRow]) -> str:
        """Return how many need a response, and how many of them keep copies of the dossier back."""
        if not rows:
            return ""
        words, still = self.words, sum(row.met not in SETTLED for row in rows)
        wanting = words.count("{number} is unanswered", "{number} are unanswered", still)
        total = words("{all} in total, {wanting}", all=len(rows), wanting=wanting)
        if not self._stopping:
            return total
        stops = words.count(
            "{number} keeps copies of the dossier from being built",
            "{number} keep copies of the dossier from being built",
            len(self._stopping),
        )
        return words.series_of((total, stops))

    def _choose(self, record_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(record_id)) if record_id else None
        if row is None:
            return
        self._pane.begin(row.title, row.source, (Chip(*_states(self.words)[row.met]),))
        if record_id in self._stopping:
            self._pane.words(
                self.words("Copies of the dossier are not built until it is answered or left out.")
            )
        if isinstance(row.material, AuthorityAgainst):
            self._show_against_argument()
        elif isinstance(row.material, AdverseFinding):
            self._show_passage(row.material)
            self._show_answer(row)
        else:
            self._show_authority(row.material)
            self._show_answer(row)
        self._pane.end()

    def _show_passage(self, passage: AdverseFinding) -> None:
        words, cited = self.words, passage.cited
        level = LibraryWording(words).levels()[cited.finding.reading_level]
        self._pane.beside(cite_found(cited.finding, cited.source, "plain", words), words("Citation"))
        self._pane.pairs(
            ((words("How it was read"), level[0]), (words("Reliability"), cited.source.reliability))
        )
        self._leads(words("Go to library"), Location(page="library", tab="findings", within=cited.finding.id))

    def _show_authority(self, authority: Authority) -> None:
        words, wording, decision = self.words, RegistryWording(self.words), authority.decision
        self._pane.pairs(
            (
                (words("Decision"), cite_decision(decision, words)),
                (words("How it may be cited"), LibraryWording(words).uses()[decision.cite_use][0]),
                (words("Country"), self.wording.country(decision.country)),
                (words("Outcome"), wording.decided(decision)[0]),
                (words("About"), decision.person_type),
                (words("Notes"), decision.notes),
            )
        )
        self._leads(words("View country sheet"), Location(page="country", id=decision.country))
        show_confirmation(self, self._pane, decision.id, authority.confirmed)

    def _show_against_argument(self) -> None:
        """Show where it is answered: in the text of the skeleton argument."""
        words = self.words
        self._pane.words(
            words(
                "The other side may cite this against an argument in the skeleton argument of this "
                "dossier. Write your response in its text."
            )
        )
        self._leads(
            words("Go to dossier"),
            Location(page="case", id=self.place.id, tab="dossiers", within=self._about),
        )

    def _leads(self, text: str, place: Location) -> None:
        self._pane.add(Opening(text, partial(self.context.go, place)))

    def _show_answer(self, row: AdverseRow) -> None:
        """Show the response and its form, filled with the current text."""
        words, pane = self.words, self._pane
        pane.heading(words("Reason for leaving it out") if row.met == "left-out" else words("Your response"))
        if row.answer:
            pane.words(row.answer)
        else:
            pane.words(
                words(
                    "No response yet. What you write here is printed below the item in the dossiers of "
                    "this case."
                ),
                "quiet",
            )
        field = Field(
            key="text",
            title=words("Why it is not decisive in this case"),
            makes=lambda name: LongEntry(name, ""),
            is_required=True,
            is_wide=True,
        )
        title = Message("Response")
        form = Form(title, (field,), words, keep=words("Save"), is_card=True, draft=f"{title.msgid}/{row.id}")
        form.kept.connect(lambda values: self._keep(row, values["text"]))
        answer = "" if row.met == "left-out" else row.answer
        begin = partial(form.begin_in_view, {"text": answer})
        pane.step_below(
            button(words("Edit response") if answer else words("Write response"), begin, meaning="edit")
        )
        form.hide()
        pane.add(form)
        if row.met != "answered" and any(
            (kind, one) == ("dossier", self._about) for one, kind, _ in self._choices
        ):
            self._show_omission(row)

    def _show_omission(self, row: AdverseRow) -> None:
        """Offer to leave it out of this dossier for a reason, or to take it up again."""
        words, pane = self.words, self._pane
        title = Message("Leave out of this dossier")
        field = Field(
            key="reason",
            title=words("Reason for leaving it out"),
            makes=lambda name: LongEntry(name, ""),
            help=words(
                "Because of the duty of candour, each omission is recorded with its reason. "
                "Anything not recorded is included."
            ),
            is_required=True,
            is_wide=True,
        )
        form = Form(title, (field,), words, keep=words("Save"), is_card=True, draft=f"{title.msgid}/{row.id}")
        form.kept.connect(lambda values: self._decide(row, values["reason"]))
        is_left_out = row.met == "left-out"
        begin = partial(form.begin_in_view, {"reason": row.answer if is_left_out else ""})
        tools = [button(words("Edit reason") if is_left_out else words("Leave out…"), begin, writes=True)]
        if is_left_out:
            tools.append(button(words("Include again"), partial(self._decide, row, ""), writes=True))
        pane.add(Wrapping(*tools))
        form.hide()
        pane.add(form)

    def _decide(self, row: AdverseRow, reason: str) -> None:
        """Leave it out for a reason, or with "" take it up again; undone from the message bar."""
        change = partial(_set_omission, dossier_id=self._about, record_id=row.id)
        was = row.answer if row.met == "left-out" else ""

        def done(_: object) -> None:
            self.take_focus()
            self.context.did(
                self.words("Left out, with its reason") if reason else self.words("Included again"),
                partial(change, reason=was),
                redo=partial(change, reason=reason),
            )

        self.context.ask(partial(change, reason=reason), done)

    def _keep(self, row: AdverseRow, text: str) -> None:
        case_id, noun, record_id = self.place.id, row.noun, row.id

        def work(session: Session) -> tuple[Rebuttal | None, Rebuttal]:
            was = rebuttal.of_case(session, case_id).get(record_id)
            return was, rebuttal.write(session, case_id, noun, record_id, text)

        def done(both: tuple[Rebuttal | None, Rebuttal]) -> None:
            was, now = both
            title = self.words("Response saved")
            if was is not None:
                report_change(self.context, title, was, now)
                return
            self.context.did(
                title,
                lambda session: record.move_to_bin(session, Rebuttal, now.id),
                redo=lambda session: record.restore(session, Rebuttal, now.id),
            )

        self.context.ask(work, done)


def _set_omission(session: Session, dossier_id: str, record_id: str, reason: str) -> None:
    if reason:
        omission.leave_out(session, dossier_id, record_id, reason)
    else:
        omission.take_up(session, dossier_id, record_id)


def _states(words: Translator) -> dict[Met, Status]:
    return {
        "open": (words("no response yet"), "red", "missing"),
        "answered": (words("answered"), "green", "done"),
        "cited": (words("in the dossier, unanswered"), "red", "dossier"),
        "left-out": (words("left out"), "grey", "closed-eye"),
    }


def _columns(words: Translator) -> tuple[Column[AdverseRow], ...]:
    states = _states(words)
    kinds = {"finding": words("finding"), "decision": words("decision")}

    def kind(row: AdverseRow) -> str:
        is_of_argument = isinstance(row.material, AuthorityAgainst)
        return words("against an argument") if is_of_argument else kinds[row.noun]

    return (
        Column(
            title=words("Adverse material"),
            text=lambda row: row.title,
            look="two-lines",
            width=34,
            stretches=True,
        ),
        Column(title=words("Stated by"), text=lambda row: row.source, look="quiet", width=13),
        Column(title=words("Type"), text=kind, look="quiet", width=11),
        Column(
            title=words("Response"),
            text=lambda row: states[row.met][0],
            tone=lambda row: states[row.met][1],
            icon=lambda row: states[row.met][2],
            width=20,
        ),
    )
