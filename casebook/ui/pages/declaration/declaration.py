"""The page Declarations of a case: what a person declared in time, sealed, and its release packs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.seal import is_as_printed
from casebook.domain.dossier.client_papers.paper_template import DRAFTS
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import declaration_paper
from casebook.services.declaration.declaration_paper import DeclarationPaper
from casebook.services.declaration.declaration_text import grouped
from casebook.services.declaration.ending import FREEDOMS
from casebook.services.declaration.signing import require_printed
from casebook.services.declaration.signing_needs import first_language, needs_of
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.print_out import print_out
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.declaration.declaration_form import declaration_form_spec
from casebook.ui.pages.declaration.declaration_steps import DeclarationSteps
from casebook.ui.pages.wording.declaration_words import DeclarationWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, hold_back
from casebook.ui.widgets.layout.wrapping import Wrapping


@entity
class DeclarationDetails:
    """A declaration with what its details show.

    Attributes:
        contacts: those it names, by ID.
        needs: what a draft needs before it can be signed.
    """

    paper: DeclarationPaper
    contacts: tuple[Contact, ...]
    needs: tuple[Message, ...] = ()

    def name(self, contact_id: str) -> str:
        """Return what a contact is called, or ""."""
        return next((one.name for one in self.contacts if one.id == contact_id), "")


class DeclarationsPage(Records[Declaration, Declaration]):
    """The declarations of the case, and the selected one beside them."""

    heading_role = "title"
    shares = (2, 3)
    concerns = frozenset({"declaration", "document", "person", "contact", "time-proof"})

    def __init__(self, context: PageContext) -> None:
        self._titles = DeclarationWords(context.words)
        self._client: Person | None = None
        self._needs: tuple[Message, ...] = ()
        self._prints = QPushButton()
        super().__init__(context, context.words("Declarations"), _columns(context, self._titles))
        self.steps = DeclarationSteps(self, self.editor)

    def read(self) -> None:
        """Read the declarations."""
        case_id = self.place.id

        def work(session: Session) -> tuple[list[Declaration], Person | None]:
            client_ids = record.find(session, Case, case_id).client_ids
            only = record.find(session, Person, client_ids[0]) if len(client_ids) == 1 else None
            return declarations.of_case(session, case_id), only

        self.ask(work, self._show_all)

    def spec(self) -> FormSpec[Declaration]:
        """A declaration."""
        return declaration_form_spec(self.context, self.place.id)

    def first_values(self) -> Values | None:
        """Return the only client of the case, the first language of theirs, and all clauses."""
        client = self._client
        return {
            "person_id": client.id if client else "",
            "language": (first_language(client) if client else None) or "",
            "clauses": tuple(self._titles.clauses),
        }

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new declaration."""
        return (self.new_step(self.words("New declaration")),)

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected row."""
        shown = self.entity(self.table.chosen_id)
        if shown is None:
            return super().row_actions()
        printing = RowAction(title=self.words("Print"), act=self.print_paper)
        steps = self._steps(shown)
        return [
            *super().row_actions(),
            printing,
            RowAction(title=self.words("Save the paper…"), act=self.save_paper),
            *(RowAction(title=title, act=act) for title, _, act in steps),
        ]

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "sealed",
            self.words("No declarations yet"),
            self.words(
                "What the person says now, while free, on paper and on video: that a later confession, "
                "dismissal of counsel or “voluntary” return is not free; whom they authorise; and when it "
                "is released to whom."
            ),
            self.first_step(self.words("Make first declaration")),
        )

    def change(self) -> None:
        """Edit the selected draft; a signed one is replaced."""
        shown = self.entity(self.table.chosen_id)
        if shown is not None and shown.is_sealed:
            self.context.say(
                self.words("A signed declaration cannot be changed."),
                self.words("Make another one that replaces it, or withdraw it with a dated note."),
                is_good=False,
            )
            return
        super().change()

    def remove(self) -> None:
        """Move the selected drafts to the bin; for a signed one ask twice."""
        shown = self.entity(self.table.chosen_id)
        if len(self.table.selected_ids) == 1 and shown is not None and shown.is_sealed:
            self.steps.remove(shown)
            return
        super().remove()

    def is_removable(self, entity: Declaration) -> bool:
        """Return whether it is a draft: a signed one is removed by itself."""
        return not entity.is_sealed

    def show_record(self, record_id: str) -> None:
        """Show the declaration with its words, its steps and its register."""

        def work(session: Session) -> DeclarationDetails:
            paper = declaration_paper.draft(session, record_id)
            return DeclarationDetails(
                paper=paper,
                contacts=tuple(record.every(session, Contact)),
                needs=needs_of(session, paper.declaration),
            )

        self.ask(work, self._show)

    def save_paper(self) -> None:
        """Ask for the file of the paper and write it."""
        context, declaration_id = self.context, self.table.chosen_id
        out = pick_target(self, self.words, declaration_paper.FILE_NAME)
        if out is None:
            return
        done = self.words("Paper exported. Outside the casebook it is not encrypted.")
        apart = self.words(
            "Its last sheet is the annex on the release: keep it apart from what you hand over."
        )
        context.run(
            lambda _: declaration_paper.write(context.session, declaration_id, out),
            lambda made: context.say(done, apart if made[0].annex.texts else ""),
        )

    def print_paper(self) -> None:
        """Print the paper; where this computer has no printer, save it."""
        context, declaration_id = self.context, self.table.chosen_id
        context.run(
            lambda _: declaration_paper.pdf_of(context.session, declaration_id),
            lambda pdf: print_out(self, context, pdf, self.save_paper),
        )

    def _show_all(self, shown: tuple[list[Declaration], Person | None]) -> None:
        rows, self._client = shown
        self.show_records(rows)

    def _show(self, details: DeclarationDetails) -> None:
        declaration, words = details.paper.declaration, self.words
        if declaration.id != self.table.chosen_id:
            return
        made_on = dates.format_date(words, declaration.made_on) if declaration.made_on else ""
        chips = [Chip(*self._titles.state(declaration))]
        self._needs = details.needs
        if (declaration.lacking or details.needs) and not declaration.is_sealed:
            chips.append(Chip(words("incomplete"), "amber", "missing"))
        self.details.begin(words("Declaration"), made_on, chips, self.tools())
        for need in details.needs:
            self.details.words(words("Needed before it is signed: {what}.", what=words(need)), "small")
        for part in declaration.lacking:
            self.details.words(words("Look: {what}.", what=self._titles.lacking[part]), "small")
        self._add_steps(declaration)
        self._add_state(details)
        self._add_register(details)
        self._add_words(details.paper)
        self.details.end()

    def _add_steps(self, declaration: Declaration) -> None:
        words = self.words
        steps = [button(title, act, meaning=meaning) for title, meaning, act in self._steps(declaration)]
        hold_back(*steps)
        self._prints = button(words("Print"), self.print_paper, meaning="file-pdf")
        saves = button(words("Save the paper…"), self.save_paper, meaning="save")
        self.details.add(Wrapping(*steps, self._prints, saves))

    def _steps(self, declaration: Declaration) -> list[tuple[str, str, partial[None]]]:
        words, steps = self.words, self.steps
        if not declaration.is_sealed:
            sign = (words("Record signature…"), "sealed", partial(self._sign, declaration))
            if declaration.language not in DRAFTS:
                return [sign]
            return [sign, (words("Translation and check…"), "edit", partial(steps.translate, declaration))]
        left = [(words("Replace by a new one"), "add", partial(steps.replace, declaration))]
        if not declaration.scan_id:
            left.append((words("Link scan…"), "scan", partial(steps.link_scan, declaration)))
        if not declaration.is_withdrawn:
            left.insert(0, (words("Build release pack…"), "upload", partial(steps.release, declaration)))
        return [*left, (words("Record withdrawal…"), "cancel", partial(steps.withdraw, declaration))]

    def _sign(self, declaration: Declaration) -> None:
        """Ask for the signature, or say beforehand what is needed for it."""
        if self._needs:
            needs = self.words.list_of(self.words(one) for one in self._needs)
            self.context.say(
                self.words("This declaration cannot be signed yet."),
                self.words("Edit it first. It needs: {what}.", what=needs),
                is_good=False,
            )
        else:
            work = partial(_printed, declaration.id)
            self.context.ask(work, self.steps.sign, self._lead_to_printing)

    def _lead_to_printing(self, problem: CasebookError) -> bool:
        """Say why nothing can have been signed yet, with the keyboard on what prints the paper."""
        self.context.fail(problem)
        self._prints.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _add_state(self, details: DeclarationDetails) -> None:
        words, declaration = self.words, details.paper.declaration
        days = (
            (words("Printed for signature on"), declaration.printed_on),
            (words("Signed on"), declaration.signed_on),
            (words("Entered and sealed on"), declaration.entered_on),
        )
        rows = [(title, dates.format_date(words, day)) for title, day in days if day]
        if check := details.paper.wording.check:
            checked = f"{check.by} · {dates.format_date(words, check.on)}"
            rows.append((words("Translation checked"), checked))
        freedoms = {one: words(text) for one, text in FREEDOMS.items()}
        for word in declaration.withdrawals:
            facts = (
                dates.format_date(words, word.on),
                details.name(word.heard_by),
                word.place,
                freedoms[word.freedom],
                word.note,
            )
            rows.append((words("Said to be taken back"), " · ".join(one for one in facts if one)))
        if declaration.printed_on and not declaration.is_sealed and not is_as_printed(declaration):
            rows.append((words("Paper"), words("Changed since it was printed: print it again.")))
        if declaration.seal:
            rows.append((words("Seal (SHA-256)"), grouped(declaration.seal)))
        if declaration.video_sha256:
            rows.append((words("Recording (SHA-256)"), grouped(declaration.video_sha256)))
        self.details.pairs(rows)
        files = ((words("Go to recording"), declaration.video_id), (words("Go to scan"), declaration.scan_id))
        for title, document_id in files:
            if document_id:
                place = Location(page="case", id=declaration.case_id, tab="evidence", within=document_id)
                self.details.step_below(button(title, partial(self.context.go, place), meaning="forward"))

    def _add_register(self, details: DeclarationDetails) -> None:
        releases = details.paper.declaration.releases
        if not releases:
            return
        words = self.words
        self.details.heading(words("Disclosure register"))
        for one in releases:
            facts = (
                dates.format_date(words, one.at.date()),
                self.wording.purpose[one.purpose],
                words.count("{number} file", "{number} files", len(one.files)),
                grouped(one.sha256),
                details.name(one.decided_by),
                dates.format_date(words, one.decided_on) if one.decided_on else "",
                one.reason,
            )
            self.details.beside(details.name(one.contact_id), " · ".join(part for part in facts if part))

    def _add_words(self, paper: DeclarationPaper) -> None:
        self.details.heading(self.words("Words of the declaration"))
        is_english = paper.wording.language == "en"
        for one in paper.texts:
            if one.line.kind in {"title", "signature"}:
                continue
            text = one.english if is_english or not one.text else f"{one.text}\n{one.english}"
            if one.line.kind == "heading":
                self.details.words(text, "strong")
            else:
                self.details.words(text)


def _printed(declaration_id: str, session: Session) -> Declaration:
    """Return a draft whose paper was printed, also in another window."""
    draft = declarations.named(session, declaration_id)
    require_printed(draft)
    return draft


def _columns(context: PageContext, titles: DeclarationWords) -> tuple[Column[Declaration], ...]:
    words = context.words
    return (
        Column(
            title=words("Made on"),
            text=lambda row: dates.format_date(words, row.made_on) if row.made_on else words("no day"),
            sort=lambda row: row.made_on.isoformat() if row.made_on else "",
            beside=lambda row: words.language_name(row.language),
            look="two-lines",
            width=18,
        ),
        Column(
            title=words("Status"),
            text=lambda row: titles.state(row)[0],
            tone=lambda row: titles.state(row)[1],
            icon=lambda row: titles.state(row)[2],
            width=20,
            stretches=True,
        ),
    )
