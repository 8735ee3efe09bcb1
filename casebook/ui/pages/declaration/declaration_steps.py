"""The steps of a declaration, each a form in place of its details: signature, scan, withdrawal, removal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message
from casebook.domain.declaration.declaration import Declaration, Freedom, LackingPart
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import ending, signing
from casebook.services.declaration.declaration_text import PAPER
from casebook.services.declaration.ending import FREEDOMS
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.declaration.release_pane import ReleasePane
from casebook.ui.pages.dossier.client_papers.translation_pane import TranslationPane
from casebook.ui.pages.person.contact_form import contact_title
from casebook.ui.pages.wording.declaration_words import DeclarationWords
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


class DeclarationSteps:
    """Opens the form of a step and takes it.

    Args:
        page: whose details it replaces.
        editor: in which it is shown.
    """

    def __init__(self, page: Page, editor: RecordEditor) -> None:
        self._page, self._editor = page, editor
        self._context, self._words = page.context, page.words
        self.form: Form | None = None

    def sign(self, declaration: Declaration) -> None:
        """Ask for the code of the paper, the day, and for what the declaration is without."""
        words, makers = self._words, FieldFactory(self._context)
        titles = DeclarationWords(words).lacking
        asked: tuple[LackingPart, ...] = (*declaration.lacking, "days")
        lacking = [(part, titles[part]) for part in asked]
        fields = [
            Field(
                key="paper",
                title=words("Code of the paper"),
                makes=makers.text(),
                help=words("It stands at the head of each page of the paper that was signed."),
                is_required=True,
            ),
            Field(key="on", title=words("Signed on"), makes=makers.day("past"), is_required=True),
            Field(
                key="without",
                title=words("It is to be signed although"),
                makes=lambda name: TicksEntry(name, lacking, words("Search")),
                help=words("Tick each that is so. The declaration holds without it, and its paper says so."),
                is_wide=True,
            ),
        ]
        self._show(
            Message("Record signature"),
            fields,
            lambda session, values: signing.sign(
                session,
                declaration.id,
                paper=str(values["paper"]),
                signed_on=values["on"],
                without=cast("Sequence[LackingPart]", values.get("without") or ()),
            ),
            words("Declaration signed and sealed"),
        )

    def link_scan(self, declaration: Declaration) -> None:
        """Ask which document is the scan of the signed paper."""
        words, makers = self._words, FieldFactory(self._context)
        document = makers.of_case(Document, declaration.case_id, document_title)
        field = Field(
            key="scan_id",
            title=words("Scan of the signed paper"),
            makes=document,
            help=words("It cannot be exchanged afterwards, and is marked privileged."),
            is_required=True,
            is_wide=True,
        )
        self._show(
            Message("Link scan"),
            [field],
            lambda session, values: declarations.link_scan(session, declaration.id, str(values["scan_id"])),
            words("Scan linked"),
        )

    def withdraw(self, declaration: Declaration) -> None:
        """Ask when the person is said to have taken it back, who heard it, where, and how free."""
        self._show(
            Message("Record withdrawal"),
            self._withdrawal_fields(),
            lambda session, values: ending.withdraw(
                session,
                declaration.id,
                on=values["on"],
                heard_by=str(values["heard_by"]),
                place=str(values["place"]),
                freedom=cast("Freedom", values["freedom"]),
                note=str(values["note"]),
            ),
            self._words("Withdrawal recorded"),
        )

    def _withdrawal_fields(self) -> list[Field]:
        words, makers = self._words, FieldFactory(self._context)
        freedoms = {one: words(text) for one, text in FREEDOMS.items()}
        return [
            Field(key="on", title=words("Taken back on"), makes=makers.day("past"), is_required=True),
            Field(
                key="heard_by",
                title=words("Who heard it"),
                makes=makers.anywhere(Contact, contact_title),
                is_required=True,
            ),
            Field(key="place", title=words("Where"), makes=makers.text(), is_required=True),
            Field(
                key="freedom",
                title=words("The person was"),
                makes=makers.choice(freedoms),
                help=words(
                    "Free is only who says it alone to their lawyer or to a person whom they authorise. Any "
                    "other word of it goes with the release pack and does not stand against it."
                ),
                is_required=True,
            ),
            Field(
                key="note",
                title=words("What was said, and how it is known"),
                makes=makers.long(),
                is_required=True,
                is_wide=True,
            ),
        ]

    def replace(self, declaration: Declaration) -> None:
        """Make a draft that is to take its place."""

        def done(draft: Declaration) -> None:
            self._context.did(
                self._words("Declaration added"),
                lambda session: record.move_to_bin(session, Declaration, draft.id),
                redo=lambda session: record.restore(session, Declaration, draft.id),
            )
            self._editor.kept.emit(draft.id)

        self._context.ask(lambda session: declarations.replacement(session, declaration.id), done)

    def remove(self, declaration: Declaration) -> None:
        """Ask for its code before a signed declaration goes to the bin, once the person took it back."""
        if not declaration.is_withdrawn:
            self._context.say(
                self._words("A signed declaration stays until the person took it back, alone and free."),
                self._words(
                    "Record its withdrawal first: who heard it, where, and whether the person was free. Is "
                    "anyone forcing you? Then leave it."
                ),
                is_good=False,
            )
            return
        words = self._words
        field = self._code_field(declaration)

        def work(session: Session, values: Values) -> str:
            ending.remove(session, declaration.id, code=str(values["code"]).strip())
            return declaration.id

        def done(removed_id: str) -> None:
            self._leave()
            self._context.did(
                words("Declaration moved to bin"),
                lambda session: record.restore(session, Declaration, removed_id),
                redo=lambda session: record.move_to_bin(session, Declaration, removed_id),
            )

        form = Form(
            Message("Remove signed declaration"), [field], words, keep=words("Move to bin"), is_card=False
        )
        self._open(form, lambda values: self._context.ask(lambda one: work(one, values), done, self._refused))

    def _code_field(self, declaration: Declaration) -> Field:
        words, makers = self._words, FieldFactory(self._context)

        def check(value: object) -> None:
            if str(value).strip() != declaration.code:
                raise InvalidInput(
                    "This is not the code of the declaration.",
                    field="code",
                    remedy="Enter the first eight letters of its seal.",
                )

        return Field(
            key="code",
            title=words("Code of the declaration"),
            makes=makers.text(),
            help=words(
                "This declaration is signed. Is anyone forcing you to remove it? To move it to the bin, "
                "enter its code: the first eight letters of its seal. The bin keeps it."
            ),
            is_required=True,
            is_wide=True,
            check=check,
        )

    def release(self, declaration: Declaration) -> None:
        """Show what each recipient would get, and build the packs."""
        self._editor.put_over(ReleasePane(self._page, declaration, self._leave))

    def translate(self, declaration: Declaration) -> None:
        """Show the lines of its language beside the English, to be completed and checked."""
        pane = TranslationPane(self._page, leave=self._end_translating)
        pane.show_wording(PAPER, declaration.language)
        self._editor.put_over(pane)

    def _end_translating(self) -> None:
        self._leave()
        self._page.read()  # what is needed before it is signed

    def _show(
        self,
        title: Message,
        fields: Sequence[Field],
        work: Callable[[Session, Values], object],
        done: str,
    ) -> None:
        def finished(_: object) -> None:
            self._leave()
            self._context.say(done)

        form = Form(title, fields, self._words)
        self._open(
            form,
            lambda values: self._context.ask(lambda session: work(session, values), finished, self._refused),
        )

    def _open(self, form: Form, send: Callable[[Values], None]) -> None:
        form.setProperty("draft", None)  # what is asked here is answered now or not at all
        form.fill(None)
        form.kept.connect(send)
        form.left.connect(self._leave)
        self.form = form
        self._editor.put_over(form)
        form.take_focus()

    def _refused(self, problem: CasebookError) -> bool:
        if self.form is None:
            return False
        self.form.refuse(problem)
        return True

    def _leave(self) -> None:
        self.form = None
        self._editor.leave()
        self._page.take_focus()
