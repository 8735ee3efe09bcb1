"""Selected findings used in a case: for an element of a ground, or as a new ground; one step of undo each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casebook.base.message import Message
from casebook.domain.case.ground import Ground
from casebook.services.base import record
from casebook.services.library import suggestion
from casebook.services.library.suggestion import CaseChoices, ProofSlot
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.record_editor import RecordEditor, report_change
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


class FindingsUse:
    """The two forms, shown over the details of a finding.

    Args:
        page: of the findings, focused again afterwards.
        editor: shows the form.
    """

    def __init__(self, page: Page, editor: RecordEditor) -> None:
        self._page, self._editor = page, editor
        self._context, self._words = page.context, page.words
        self._makers = FieldFactory(page.context)

    def for_ground(self, ids: Sequence[str], slots: Sequence[ProofSlot]) -> None:
        """Ask for the element of a ground that the findings support."""
        choices = {f"{slot.ground_id}|{slot.place}": slot.title for slot in slots}
        makes = self._makers.stated(choices) if len(choices) > 1 else self._makers.choice(choices)
        slot = Field(
            key="slot", title=self._words("Element to prove"), makes=makes, is_required=True, is_wide=True
        )
        title = Message.plural(
            "Use {number} finding for a ground", "Use {number} findings for a ground", len(ids)
        )
        self._show(Form(title, (slot,), self._words, keep=self._words("Add")), {}, self._attach, ids)

    def for_case(self, ids: Sequence[str]) -> None:
        """Ask for the case that gets a new ground with the findings."""

        def show(offered: CaseChoices) -> None:
            if not offered.references:
                self._context.say(self._words("There is no open case"), is_good=False)
                return
            title = Message.plural(
                "Add {number} finding to a case", "Add {number} findings to a case", len(ids)
            )
            form = Form(title, self._fields(offered), self._words, keep=self._words("Add ground"))
            self._show(form, {"kind": offered.kind}, self._add, ids)

        self._context.ask(lambda session: suggestion.case_choices(session, ids), show)

    def _fields(self, offered: CaseChoices) -> tuple[Field, ...]:
        words, makers = self._words, self._makers
        cases = makers.stated if len(offered.references) > 1 else makers.choice
        kinds = CaseWords(words).ground_kind
        return (
            Field(
                key="case",
                title=words("Case"),
                makes=cases(offered.references),
                help=words("The findings begin a new ground of this case."),
                is_required=True,
                is_wide=True,
            ),
            Field(key="kind", title=words("Type"), makes=makers.stated(kinds), is_required=True),
            Field(
                key="title",
                title=words("As pleaded"),
                makes=makers.text(),
                help=words("Leave empty for the name of the type."),
                is_wide=True,
            ),
        )

    def _show(
        self,
        form: Form,
        values: Values,
        keep: Callable[[Sequence[str], Values], None],
        ids: Sequence[str],
    ) -> None:
        form.setProperty("draft", None)  # it is about no single record that a draft could be kept for
        form.fill(values)
        form.kept.connect(lambda given: keep(ids, given))
        form.left.connect(self._leave)
        self._editor.put_over(form)
        form.take_focus()

    def _leave(self) -> None:
        self._editor.leave()
        self._page.take_focus()

    def _added(self, count: int) -> str:
        return self._words.count(
            "{number} finding added to the ground", "{number} findings added to the ground", count
        )

    def _attach(self, ids: Sequence[str], values: Values) -> None:
        ground_id, _, place = values["slot"].partition("|")

        def done(both: tuple[Ground, Ground]) -> None:
            was, now = both
            self._leave()
            report_change(self._context, self._added(len(ids)), was, now, now.title)

        self._context.ask(lambda session: suggestion.attach_all(session, ids, ground_id, int(place)), done)

    def _add(self, ids: Sequence[str], values: Values) -> None:
        kind = values["kind"]
        title = values["title"] or CaseWords(self._words).ground_kind[kind]

        def done(added: Ground) -> None:
            self._leave()
            self._context.did(
                self._words.count(
                    "{number} finding added to the case", "{number} findings added to the case", len(ids)
                ),
                lambda session: record.move_to_bin(session, Ground, added.id),
                added.title,
                redo=lambda session: record.restore(session, Ground, added.id),
            )

        self._context.ask(
            lambda session: suggestion.add_ground(session, ids, values["case"], kind, title), done
        )
