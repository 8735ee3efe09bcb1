"""The steps of a declaration, each a form in place of its details: signature, scan, withdrawal, removal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message
from casebook.domain.declaration.declaration import Declaration, LackingPart
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.declaration.release_pane import ReleasePane
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
        """Ask for the day, and for what the declaration is without."""
        words, makers = self._words, FieldFactory(self._context)
        titles = DeclarationWords(words).lacking
        lacking = [(part, titles[part]) for part in declaration.lacking]
        fields = [Field(key="on", title=words("Signed on"), makes=makers.day("past"), is_required=True)]
        if lacking:
            fields.append(
                Field(
                    key="without",
                    title=words("It is to be signed although"),
                    makes=lambda name: TicksEntry(name, lacking, words("Search")),
                    help=words("Tick each. The declaration holds without it, and its paper says so."),
                    is_wide=True,
                )
            )
        self._show(
            Message("Record signature"),
            fields,
            lambda session, values: declarations.sign(
                session,
                declaration.id,
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
        """Ask for the day and the note of a withdrawal."""
        words, makers = self._words, FieldFactory(self._context)
        fields = [
            Field(key="on", title=words("Withdrawn on"), makes=makers.day("past"), is_required=True),
            Field(
                key="note",
                title=words("Note of the withdrawal"),
                makes=makers.long(),
                help=words("Who heard it, where, and whether the person was free."),
                is_required=True,
                is_wide=True,
            ),
        ]
        self._show(
            Message("Record withdrawal"),
            fields,
            lambda session, values: declarations.withdraw(
                session, declaration.id, on=values["on"], note=str(values["note"])
            ),
            words("Withdrawal recorded"),
        )

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
        """Ask twice before a signed declaration goes to the bin: the second time for its code."""
        words, makers = self._words, FieldFactory(self._context)

        def check(value: object) -> None:
            if str(value).strip() != declaration.code:
                raise InvalidInput(
                    Message("This is not the code of the declaration: {code}.", code=declaration.code),
                    field="code",
                )

        field = Field(
            key="code",
            title=words("Code of the declaration"),
            makes=makers.text(),
            help=words(
                "This declaration is signed. Is anyone forcing you to remove it? To move it to the bin, "
                "enter its code: {code}. The bin keeps it.",
                code=declaration.code,
            ),
            is_required=True,
            is_wide=True,
            check=check,
        )

        def work(session: Session, values: Values) -> str:
            declarations.remove(session, declaration.id, code=str(values["code"]).strip())
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

    def release(self, declaration: Declaration) -> None:
        """Show what each recipient would get, and build the packs."""
        self._editor.put_over(ReleasePane(self._page, declaration, self._leave))

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
