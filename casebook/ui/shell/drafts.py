"""Drafts: typed text, saved in the vault every two seconds and offered after the next unlocking.

So is what stands in a form put away unsent, because another record or page is in view: it is offered at once.

A form needs no code for it: any part of a page whose property `DRAFT` names it is one. One that always
stands on its page says so by the property `STANDING`: it is done with when it was sent, not when it is
out of view. What of it does not go with what is sent it names in `not_sent`, by the keys of its values: that
stays a draft. What alone is none, since it is chosen anew at a glance, it names in `chosen_anew` likewise.
Passphrases are never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from casebook.domain.base.setting import Draft
from casebook.services.base import draft
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.shell.draft_id import belongs_at, id_of, is_same_form, page_of, written_in
from casebook.ui.shell.form_snapshot import (
    DRAFT,
    FIELDS,
    EditedForm,
    fields_of,
    is_secret,
    is_under_way,
    put_into,
    typed_into,
)
from casebook.ui.widgets.forms.form import Form

STANDING = "standing"
"""The property of one that always stands on its page."""
_KEEP_MS, _LOOK_MS, _MAX_LOOKS, _LOOKS_A_TRY = 2000, 50, 60, 5


class Drafts(QObject):
    """Watches the forms of its workspace.

    Attributes:
        offered: a `Draft` that waits to be gone on with, and the name of its case or "".
        none_left: none does any more where the person is.
        noted: IDs of the drafts that wait elsewhere.
        brought_back: a `Draft` that was discarded, and is not any more; from the vault's thread.
        resumes: whether the form that was left on the page in view is opened again, once drafts are known.
    """

    offered = Signal(Draft, str)
    none_left = Signal()
    noted = Signal(list)
    brought_back = Signal(Draft)

    def __init__(
        self,
        context: PageContext,
        place: Callable[[], Location],
        workspace: QWidget,
        reopen: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Watch the forms of a workspace.

        Args:
            context: of the workspace.
            place: where the person is.
            workspace: the part of the window whose forms these are.
            reopen: opens a form by its name on the page in view, where it has none open.
        """
        super().__init__(workspace)
        self._context, self._place, self._workspace, self._reopen = context, place, workspace, reopen
        self._open: dict[str, EditedForm] = {}
        self._waiting: dict[str, Draft] = {}
        self._wanted, self._offered, self._looks = "", "", 0
        self._has_given_up = self._is_over = self.resumes = False
        self._timer = QTimer(self, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep_in_view)
        self._search = QTimer(self, interval=_LOOK_MS)
        self._search.timeout.connect(self._look)
        self.brought_back.connect(self._wait_again)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._notice)
        context.about_to_lock.connect(self.keep)
        context.about_to_lock.connect(self._end)
        workspace.destroyed.connect(self._end)

    def begin(self) -> None:
        """Offer drafts from before the last lock."""
        self._timer.start()
        self._context.ask(draft.every, self._found)

    def keep(self) -> None:
        """Save the content of all forms; discard drafts of forms sent or closed."""
        for draft_id, form in list(self._open.items()):
            if getattr(form.widget, "is_refused", False):
                form.sent = None
            is_done = form.sent is not None and not form.is_standing and not form.widget.isVisible()
            if is_done or not form.is_at_hand:
                self._forget_form(draft_id)
                continue
            form.look()
            if form.is_standing and form.sent is not None:
                self._begin_anew(draft_id, form)
            elif form.typed != form.kept:
                form.kept = form.typed
                self._write(draft_id, form.values)

    def _begin_anew(self, draft_id: str, form: EditedForm) -> None:
        """Take what was sent for what stands in the form at first."""
        is_written, names = form.kept != form.blank, getattr(form.widget, "not_sent", ())
        before = {key: one for key, one in form.blank.items() if key in names}
        form.blank, form.kept = {**form.typed, **before}, form.typed
        form.sent, form.missing = None, {}
        if is_written or form.values:
            self._write(draft_id, form.values)

    def _keep_in_view(self) -> None:
        if self._workspace.isVisible():
            self.keep()

    def resume(self, draft_id: str) -> None:
        """Go to the form of a draft and restore its content."""
        self._wanted, self._looks, self._has_given_up = draft_id, 0, False
        place, name = written_in(draft_id)
        self._context.go(place)
        self._reopen(name)
        self._search.start()
        self._look()

    def discard(self, draft_id: str) -> None:
        """Delete a draft; the message bar offers to undo it."""
        discarded = self._waiting.pop(draft_id, None) or self._closed(draft_id)
        self.offer()
        if discarded is None:
            return

        def bring_back(session: Session) -> None:
            draft.keep(session, draft_id, discarded.fields)
            self.brought_back.emit(discarded)

        title = self._context.words("Draft discarded")
        self._context.ask(
            lambda session: draft.keep(session, draft_id, {}),
            lambda _: self._context.did(title, bring_back),
        )

    @property
    def is_form_open(self) -> bool:
        """Return whether a form is in view in which something was typed and not sent."""
        return any(
            form.widget.isVisible() and form.is_at_hand and bool(form.values) and form.sent is None
            for form in self._open.values()
            if not form.is_standing
        )

    @property
    def is_searching(self) -> bool:
        """Whether the form of a draft gone on with is still waited for."""
        return self._search.isActive()

    def _closed(self, draft_id: str) -> Draft | None:
        """Close the form of a draft that is out of view, and return what stood in it."""
        discarded = next((kept for kept in self._out_of_view() if kept.id == draft_id), None)
        if discarded is not None:
            closed = self._open.pop(draft_id)
            if isinstance(closed.widget, Form):
                closed.widget.hide()
                closed.widget.left.emit()
            else:
                put_into(closed.widget, closed.blank)
        return discarded

    def _wait_again(self, kept: Draft) -> None:
        self._waiting = {kept.id: kept, **self._waiting}
        self.offer()

    def _found(self, drafts: list[Draft]) -> None:
        self._waiting = {kept.id: kept for kept in drafts}
        for draft_id in self._waiting.keys() & self._open.keys():  # unlocking led back to the form
            self._open[draft_id].restore(self._waiting.pop(draft_id).fields)
        self.offer()
        here = page_of(self._place())
        left = [one for one in self._waiting.values() if page_of(written_in(one.id)[0]) == here]
        if self.resumes and left:
            self.resume(max(left, key=lambda one: one.kept_at).id)

    def offer(self) -> None:
        """Offer the first draft that belongs here, or what a form out of view holds; note the others."""
        every, here = (*self._waiting.values(), *self._out_of_view()), self._place()
        self.noted.emit([one.id for one in every if not belongs_at(one.id, here)])
        first = next((one for one in every if belongs_at(one.id, here)), None)
        self._offered = first.id if first else ""
        if first is None:
            self.none_left.emit()
            return

        def tell(case: str) -> None:
            if self._offered == first.id:
                self.offered.emit(first, case)

        tell("")  # at once: later it would move what is about to be clicked
        self._context.ask(lambda session: draft.case_name(session, written_in(first.id)[0].id), tell)

    def _notice(self, _: QWidget | None, now: QWidget | None) -> None:
        """Handle a focus change, which may begin a form."""
        form = self._form_around(now) if not self._context.session.is_read_only else None
        if form is None or now is None or is_secret(now):
            return
        if not isinstance(now, FIELDS) and not _is_standing(form):
            return
        draft_id = self._known_as(form)
        known = self._open.get(draft_id)
        if known is None or known.widget is not form:
            self._begin(draft_id, form)
        elif draft_id == self._wanted and draft_id in self._waiting:
            known.restore(self._waiting.pop(draft_id).fields)
            self.offer()

    def _known_as(self, form: QWidget) -> str:
        """Return the ID of its draft: the one it already has, whatever link led back to its page."""
        draft_id = id_of(self._place(), str(form.property(DRAFT)))
        open_here = [one for one, open_form in self._open.items() if open_form.widget is form]
        known = [one for one in (*open_here, *self._waiting) if is_same_form(one, draft_id)]
        return draft_id if not known or draft_id in known else known[0]

    def _out_of_view(self) -> list[Draft]:
        """Return the content of forms begun on pages that are not in view, but of one whose work goes on."""
        now = self._context.session.clock()
        return [
            Draft(id=draft_id, fields=form.values, kept_at=now)
            for draft_id, form in self._open.items()
            if self._is_away(draft_id, form) and form.is_at_hand and form.sent is None and form.values
            if not getattr(form.widget, "is_working", False)
        ]

    def _is_away(self, draft_id: str, form: EditedForm) -> bool:
        """Return whether it waits on a page that is not in view; one that stands does on a page left."""
        if form.is_standing:
            return page_of(written_in(draft_id)[0]) != page_of(self._place())
        return isinstance(form.widget, Form) and not form.widget.isVisible()

    def _begin(self, draft_id: str, form: QWidget) -> None:
        for other_id in [other_id for other_id, other in self._open.items() if other.widget is form]:
            self._forget_form(other_id)
        before = self._open.get(draft_id)
        if before is not None and before.sent is not None and before.kept != before.blank:
            self._write(draft_id, {})  # sent: the next form of its kind takes over its ID before it is gone
        blank = typed_into(form)
        name, is_standing = str(form.property(DRAFT)), _is_standing(form)
        begun = self._open[draft_id] = EditedForm(form, name, is_standing, blank, blank, blank)
        form.destroyed.connect(partial(self._gone, draft_id, begun))
        heard = {"changed": self._changed, "refused": self._refused, "offered": self._offered_more}
        for name, tell in {**heard, **dict.fromkeys(("sent", "kept", "left"), self._sent)}.items():
            if signal := getattr(form, name, None):
                signal.connect(partial(tell, begun))
        if waiting := self._waiting.pop(draft_id, None):
            if draft_id == self._wanted and self._has_given_up:
                self._has_given_up = False
                self._context.failure_outdated.emit()  # it was slow, and is open now
            begun.restore(waiting.fields)
            self.offer()

    def _form_around(self, widget: QWidget | None) -> QWidget | None:
        form = None
        while widget is not None and widget is not self._workspace:
            if form is None and widget.property(DRAFT):
                form = widget
            widget = widget.parentWidget()
        return form if widget is not None else None

    def _changed(self, form: EditedForm, *_: object) -> None:
        form.look()

    def _offered_more(self, form: EditedForm, *_: object) -> None:
        if form.is_at_hand:
            form.look()
            form.restore_missing()

    def _sent(self, form: EditedForm, *_: object) -> None:
        form.look()
        form.sent = form.typed

    def _refused(self, form: EditedForm, *_: object) -> None:
        form.sent = None

    def _gone(self, draft_id: str, form: EditedForm, *_: object) -> None:
        """Handle a form whose page was redrawn or shows another record."""
        if not self._is_over and self._open.get(draft_id) is form:
            self._forget_form(draft_id)

    def _end(self) -> None:
        """Stop at lock: saved drafts stay, and forms close with the window."""
        self._is_over = True

    def _forget_form(self, draft_id: str) -> None:
        """Forget a closed form; text that was not saved stays until the form is opened again."""
        form = self._open.pop(draft_id)
        is_given_up = getattr(form.widget, "is_given_up", False)  # its page may go on before it says so
        if form.sent is None and not is_given_up and form.values:
            kept_draft = Draft(id=draft_id, fields=form.values, kept_at=self._context.session.clock())
            self._waiting = {draft_id: kept_draft, **self._waiting}
            if form.typed != form.kept:
                self._write(draft_id, form.values)
            self.offer()
        elif form.kept != form.blank:
            self._write(draft_id, {})

    def _write(self, draft_id: str, fields: Mapping[str, object]) -> None:
        self._context.ask(lambda session: draft.keep(session, draft_id, fields), lambda _: None)

    def _look(self) -> None:
        """Retry later: the page may still be loading."""
        self._looks += 1
        if page_of(self._place()) != page_of(written_in(self._wanted)[0]):
            self._search.stop()  # another page was gone to meanwhile: the draft is offered still
            return
        form = self._form_in_view(self._wanted)
        if form is not None:
            self._search.stop()
            if isinstance(form, Form) and not is_under_way(form):
                form.begin_in_view()
            field = next(iter(fields_of(form).values()))
            field.setFocus()
            self._notice(None, field)  # it may have had the keyboard all along
        elif self._looks >= _MAX_LOOKS:
            self._search.stop()
            if self._wanted in self._open:
                return
            self._has_given_up = True
            words = self._context.words
            self._context.say(
                words("Open the form again."), words("What you entered will still be there."), is_good=False
            )
        elif self._looks % _LOOKS_A_TRY == 0:
            self._reopen(written_in(self._wanted)[1])

    def _form_in_view(self, draft_id: str) -> QWidget | None:
        name = written_in(draft_id)[1]
        for widget in self._workspace.findChildren(QWidget):
            around = widget.parentWidget()
            if widget.property(DRAFT) == name and around is not None and around.isVisible():
                may_begin = is_under_way(widget) or isinstance(widget, Form)
                return widget if may_begin else None
        return None


def _is_standing(form: QWidget) -> bool:
    return bool(form.property(STANDING))
