"""The area in which a record is opened and edited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError, Conflict
from casebook.domain.base.entity import Entity
from casebook.domain.case.case import Case
from casebook.services.base import form, record
from casebook.services.base.added import Added, added, bring_back, take_away
from casebook.services.sharing.parcels.holders import members_of_cases
from casebook.services.vault.record_bin import sealed_with
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.absence_notice import AbsenceNotice
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.rival_marks import mark_form
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.stack import Stack

if TYPE_CHECKING:
    from casebook.base.message import Message
    from casebook.services.base.session import Session

E = TypeVar("E", bound=Entity)


class RecordEditor(Stack):
    """Details of a record, or its form.

    Attributes:
        kept: the id of the record that was saved.
        closed: the form was left, saved or not.
    """

    kept = Signal(str)
    closed = Signal()

    def __init__(self, context: PageContext, details: QWidget | None = None) -> None:
        """Create the editor; without details it is a form above other content, hidden while unused."""
        super().__init__()
        self._context, self._words = context, context.words
        self._is_card = details is None
        details = details or QWidget()
        self.details = details
        self.form: Form | None = None
        self._over: QWidget | None = None
        self._adds = False
        self._shown = AbsenceNotice(context, details)
        self.addWidget(self._shown)
        if self._is_card:
            self.hide()

    def tell_absent(self, entity: Entity | None) -> None:
        """Say above the details what this record, which they show, refers to that is not here yet."""
        self._shown.tell(entity)

    @property
    def is_filling(self) -> bool:
        """Return whether an open form contains typed text."""
        return self.form is not None and self.form.is_touched

    @property
    def is_adding(self) -> bool:
        """Return whether an open form is that of a new record, which no list shows yet."""
        return self.form is not None and self._adds

    def begin_new(
        self,
        spec: FormSpec[E],
        fixed: Values,
        values: Values | None = None,
        *,
        about: str = "",
        again: Callable[[], None] | None = None,
    ) -> None:
        """Open the form of a new record.

        Args:
            spec: how its noun is filled in.
            fixed: attributes that are no field, such as its case.
            values: what the form begins with.
            about: the record it is made for, where that is not the case.
            again: opens the form of the next one; None where one alone makes sense.
        """

        def send(filled_values: Values) -> None:
            def work(session: Session) -> Added:
                new = spec.put_in(session, filled_values, fixed)
                return added(session, [(spec.kind, new.id)])

            def done(new: Added) -> None:
                ((kind, added_id),) = new.records
                wants_another = self.form is not None and self.form.wants_another
                self.close_form(added_id)
                self._context.did(
                    spec.added,
                    lambda session: take_away(session, new),
                    redo=lambda session: bring_back(session, new),
                    place=Location(page="cases") if kind is Case else None,
                )
                if again is not None and wants_another:
                    again()

            self._context.ask(work, done, self.refuse)

        if not self._stays():
            form = self._form(spec, "", about, has_another=again is not None)
            self._open(form, values, send)
            self._adds = True

    def begin_change(self, spec: FormSpec[E], entity: E, *, about: str = "") -> None:
        """Edit a record; one changed meanwhile by another window is opened with both versions.

        Args:
            spec: how its noun is filled in.
            entity: the record.
            about: what of it is changed, where the form is about a part.
        """
        if self._stays():
            return
        form = self._form(spec, entity.id, about)
        # Held here: a signal holds no object whose method it calls.
        self._changing = _Changing(self, self._context, spec, entity)
        self._open(form, spec.values_of(entity), self._changing.send)
        mark_form(self._context, form, entity)

    def remove(self, spec: FormSpec[E], *entities: E) -> None:
        """Move records to the bin in one step; the message bar offers to restore them."""
        move_to_bin(self._context, spec.removed, spec.kind, [entity.id for entity in entities])

    def put_over(self, other: QWidget) -> None:
        """Show something else in place of the record until it is closed."""
        self.leave()
        self._over = other
        self.addWidget(other)
        self.setCurrentWidget(other)

    def _stays(self) -> bool:
        """Return whether the open form contains typed text, so that another must not replace it."""
        if self.form is None or not self.form.is_touched:
            return False
        self.form.refuse_discard()
        return True

    def leave(self) -> None:
        """Show the record again."""
        closing, self.form = self.form, None
        for other in (closing, self._over):
            if other is not None:
                _let_go(other, other.window().focusWidget())
                self.removeWidget(other)
                other.deleteLater()
        self._over = None
        self.setCurrentWidget(self._shown)
        if self._is_card:
            self.hide()

    def _form(self, spec: FormSpec[E], changed_id: str, about: str, *, has_another: bool = False) -> Form:
        title = spec.change if changed_id else spec.new
        fields = spec.fields if changed_id else spec.new_fields or spec.fields
        draft = "/".join(part for part in (title.msgid, about or changed_id) if part)
        form = Form(
            title,
            fields,
            self._words,
            is_card=self._is_card,
            draft=draft,
            has_another=has_another,
            parent=self,
        )
        if spec.attach_checks is not None:
            spec.attach_checks(form, changed_id)
        return form

    def _open(self, form: Form, values: Values | None, send: Callable[[Values], None]) -> None:
        origin = self.window().focusWidget()
        self.leave()
        self.form, self._adds = form, False
        form.fill(values)
        form.kept.connect(send)
        form.left.connect(lambda: self.close_form(""))
        self.addWidget(form)
        self.setCurrentWidget(form)
        self.show()
        form.enter(origin)

    def close_form(self, record_id: str) -> None:
        """Close the form after it saved this record, or none for ""; the focus returns where it came from."""
        form = self.form
        focused: QWidget | None = self.window().focusWidget()
        is_here = form is not None and (focused is None or form.isAncestorOf(focused) or not form.isVisible())
        self.leave()
        if record_id:
            self.kept.emit(record_id)
        self.closed.emit()
        if form is not None and is_here:
            form.give_focus_back()

    def refuse(self, problem: CasebookError) -> bool:
        """Show a rejection in the form; returns whether one is open."""
        if self.form is None:
            return False
        self.form.refuse(problem)
        return True


def open_form(within: QWidget, record_ids: Collection[str]) -> Form | None:
    """Return the open form on any page in which one of these records is edited, or a visible one in use."""
    at = within.window().focusWidget()
    of_editors = [one.form for one in within.findChildren(RecordEditor)]
    for opened in within.findChildren(Form):
        is_in_use = opened.isVisible() and (opened.is_touched or opened.isAncestorOf(at))
        about = str(opened.property("draft") or "").split("/")[1:]
        if (is_in_use or opened in of_editors) and not {*record_ids}.isdisjoint(about):
            return opened
    return None


def is_no_form_open(within: QWidget, context: PageContext, record_ids: Collection[str]) -> bool:
    """Return whether none of these records, of an undo or redo, is in an open form; else say in which."""
    form = open_form(within, record_ids)
    if form is not None:
        title = context.words("The form “{title}” is open", title=form.accessibleName())
        remedy = context.words("Save or discard it before you undo or redo a change.")
        if not form.isVisible():
            remedy = context.words(
                "It is on the page “{page}”. Save or discard it there before you undo or redo a change.",
                page=_path_of(form),
            )
        context.say(title, remedy, is_good=False, is_passing=True)
    return form is None


def _path_of(form: QWidget) -> str:
    """Return the path at the top of the page on which a form is."""
    path, at = "", form.parentWidget()
    while at is not None:
        if isinstance(at, Page):
            path = " / ".join(crumb.text for crumb in at.crumbs()) or path
        at = at.parentWidget()
    return path


def _let_go(form: QWidget, held: QWidget | None) -> None:
    """Remove the focus from a closing form; Qt would pass it to the next widget."""
    if held is not None and form.isAncestorOf(held):
        held.clearFocus()


class _Changing(Generic[E]):
    """A record being edited: its original, and the version another window saved."""

    def __init__(self, editor: RecordEditor, context: PageContext, spec: FormSpec[E], entity: E) -> None:
        self._editor, self._context, self._spec, self._was = editor, context, spec, entity

    def send(self, filled_values: Values) -> None:
        """Save these values."""
        was, spec = self._was, self._spec

        def work(session: Session) -> tuple[E, E]:
            changed = spec.changed_to(was, filled_values)
            return changed, form.change(session, changed, seen=was)

        self._context.ask(work, self._done, self._refused)

    def _done(self, both: tuple[E, E]) -> None:
        was, (changed, now) = self._was, both
        self._editor.close_form(now.id)
        if changed != was:
            report_change(self._context, self._spec.changed, was, changed)

    def _refused(self, problem: CasebookError) -> bool:
        if not (isinstance(problem, Conflict) and problem.field):
            return self._editor.refuse(problem)
        kind, record_id = type(self._was), self._was.id
        self._context.ask(lambda session: record.find(session, kind, record_id), self._on_conflict)
        return True

    def _on_conflict(self, theirs: E) -> None:
        self._was = theirs
        if self._editor.form is not None:
            self._editor.form.merge_remote(self._spec.values_of(theirs))


def report_change(context: PageContext, title: str, was: E, changed: E, remedy: str = "") -> None:
    """Report that a record was changed, with its undo and redo.

    Args:
        context: of the page.
        title: what was done, without a name.
        was: the record before.
        changed: the record since.
        remedy: more words after the title.
    """
    context.did(
        title,
        lambda session: record.take_back(session, changed, was),
        remedy,
        redo=lambda session: record.take_back(session, was, changed),
    )


def move_to_bin(context: PageContext, removed: str, kind: type[Entity], record_ids: Sequence[str]) -> None:
    """Move records of a kind to the bin in one change, with one message and one undo.

    Args:
        context: of the page.
        removed: what is said of one record.
        kind: of the records.
        record_ids: theirs; none does nothing.
    """
    words, count = context.words, len(record_ids)
    chosen = [(kind, record_id) for record_id in record_ids]
    many = words.count("{number} record moved to bin", "{number} records moved to bin", count)

    def take_out(session: Session) -> tuple[tuple[Message, ...], tuple[str, ...]]:
        if count == 1:
            record.move_to_bin(session, kind, record_ids[0])
        else:
            record.move_all_to_bin(session, chosen)
        return sealed_with(session, chosen), members_of_cases(session, record_ids) if kind is Case else ()

    def done(moved: tuple[tuple[Message, ...], tuple[str, ...]]) -> None:
        sealed, members = moved
        others = words(
            "{names} get this change as well: it is in the bin there, too, until it is restored.",
            names=words.list_of(members),
        )
        context.did(
            removed if count == 1 else many,
            lambda session: record.restore_all(session, chosen),
            words.sentences((*map(words, sealed), others if members else "")),
            redo=take_out,
        )

    if chosen:
        context.ask(take_out, done)
