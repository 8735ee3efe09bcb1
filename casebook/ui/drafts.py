"""What a person is typing, kept in the vault every two seconds and offered back after the next unlocking.

A form needs no code for it: any part of a page whose property `DRAFT` names it is one. Its fields are known
by their accessible names; passphrases are never kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from casebook.domain.setting import Draft
from casebook.services import draft
from casebook.ui.desk import Desk, Place

DRAFT = "draft"
"""The property that names a form, with the record it changes: "Change the person/…"."""
_KEEP_MS, _LOOK_MS, _MOST_LOOKS = 2000, 50, 60
_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)


@dataclass(slots=True)
class _Form:
    """A form somebody is at: what stood in it at the beginning, what was kept last, and what was sent."""

    widget: QWidget
    blank: dict[str, object]
    kept: dict[str, object]
    sent: dict[str, object] | None = None


class Drafts(QObject):
    """Watches the forms of the workspace it belongs to.

    Attributes:
        offered: a `Draft` that waits to be gone on with, or None when none does.
    """

    offered = Signal(object)

    def __init__(
        self,
        desk: Desk,
        place: Callable[[], Place],
        workspace: QWidget,
        reopen: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Watch the forms of a workspace.

        Args:
            desk: of the workspace.
            place: where the person is.
            workspace: the part of the window whose forms these are.
            reopen: opens a form by its name on the page in view, where it has none open.
        """
        super().__init__(workspace)
        self._desk, self._place, self._workspace, self._reopen = desk, place, workspace, reopen
        self._open: dict[str, _Form] = {}
        self._waiting: dict[str, Draft] = {}
        self._wanted, self._looks = "", 0
        self._timer = QTimer(self)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._keep_in_view)
        self._search = QTimer(self)
        self._search.setInterval(_LOOK_MS)
        self._search.timeout.connect(self._look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._notice)
        desk.leaving.connect(self.keep)

    def begin(self) -> None:
        """Offer what was being written when it was last locked."""
        self._timer.start()
        self._desk.ask(draft.every, self._found)

    def keep(self) -> None:
        """Keep what stands in the forms now; let go of those that were sent or given up."""
        for draft_id, form in list(self._open.items()):
            typed = typed_into(form.widget)
            if getattr(form.widget, "is_refused", False):
                form.sent = None
            is_done = form.sent is not None and not form.widget.isVisible()
            if is_done or not _is_under_way(form.widget):
                self._end(draft_id)
            elif typed != form.kept:
                form.sent = typed if typed == form.sent else None
                form.kept = typed
                self._write(draft_id, {} if typed == form.blank else typed)

    def _keep_in_view(self) -> None:
        if self._workspace.isVisible():
            self.keep()

    def resume(self, draft_id: str) -> None:
        """Go to where it was written and put it back into its form."""
        self._wanted, self._looks = draft_id, 0
        place, name = written_in(draft_id)
        self._desk.go(place)
        self._reopen(name)
        self._search.start()
        self._look()

    def discard(self, draft_id: str) -> None:
        """Forget what was written."""
        self._waiting.pop(draft_id, None)
        self._write(draft_id, {})
        self._offer()

    def _found(self, drafts: list[Draft]) -> None:
        self._waiting = {told.id: told for told in drafts}
        self._offer()

    def _offer(self) -> None:
        self.offered.emit(next(iter(self._waiting.values()), None))

    def _notice(self, _: QWidget | None, now: QWidget | None) -> None:
        """The keyboard is in another field: a form may begin here."""
        form = self._form_around(now) if not self._desk.session.is_read_only else None
        if form is None or not isinstance(now, _FIELDS) or _is_secret(now):
            return
        draft_id = _id(self._place(), form)
        known = self._open.get(draft_id)
        if known is None or known.widget is not form:
            self._begin(draft_id, form)

    def _begin(self, draft_id: str, form: QWidget) -> None:
        blank = typed_into(form)
        self._open[draft_id] = _Form(form, blank, blank)
        form.destroyed.connect(partial(self._gone, draft_id))
        for name in ("sent", "kept", "left"):
            if signal := getattr(form, name, None):
                signal.connect(partial(self._sent, draft_id))
        if waiting := self._waiting.pop(draft_id, None):
            put_into(form, waiting.fields)
            self._open[draft_id].kept = typed_into(form)
            self._offer()

    def _form_around(self, widget: QWidget | None) -> QWidget | None:
        found = None
        while widget is not None and widget is not self._workspace:
            if found is None and widget.property(DRAFT):
                found = widget
            widget = widget.parentWidget()
        return found if widget is not None else None

    def _sent(self, draft_id: str, *_: object) -> None:
        if form := self._open.get(draft_id):
            form.sent = typed_into(form.widget)

    def _end(self, draft_id: str) -> None:
        form = self._open.pop(draft_id)
        if form.kept != form.blank:
            self._write(draft_id, {})

    def _gone(self, draft_id: str, *_: object) -> None:
        """Its page was drawn anew. What was not sent waits for the form to come again."""
        form = self._open.pop(draft_id, None)
        if form is None or form.kept == form.blank:
            return
        if form.sent is not None:
            self._write(draft_id, {})
        else:
            self._waiting[draft_id] = Draft(id=draft_id, fields=form.kept, kept_at=self._desk.session.clock())

    def _write(self, draft_id: str, fields: Mapping[str, object]) -> None:
        self._desk.ask(lambda session: draft.keep(session, draft_id, fields), lambda _: None)

    def _look(self) -> None:
        """Its page may still be reading."""
        self._looks += 1
        form = self._form_in_view(self._wanted)
        if form is not None:
            self._search.stop()
            if not _is_under_way(form):
                form.begin()  # type: ignore[attr-defined]
            next(iter(fields_of(form).values())).setFocus()
        elif self._looks >= _MOST_LOOKS:
            self._search.stop()
            words = self._desk.words
            self._desk.say(
                words("Open the form again."), words("What you wrote will stand in it."), is_good=False
            )

    def _form_in_view(self, draft_id: str) -> QWidget | None:
        name = written_in(draft_id)[1]
        for widget in self._workspace.findChildren(QWidget):
            around = widget.parentWidget()
            if widget.property(DRAFT) == name and around is not None and around.isVisible():
                may_begin = _is_under_way(widget) or hasattr(widget, "begin")
                return widget if may_begin else None
        return None


def written_in(draft_id: str) -> tuple[Place, str]:
    """Where a draft was written, and the name of its form."""
    page, record_id, tab, within, name = json.loads(draft_id)
    return Place(page=page, id=record_id, tab=tab, within=within), name


def typed_into(form: QWidget) -> dict[str, object]:
    """What stands in the fields of a form, by their keys or names."""
    told = getattr(form, "told", None)
    if isinstance(told, dict):
        return told
    return {name: _value(field) for name, field in fields_of(form).items()}


def put_into(form: QWidget, fields: Mapping[str, object]) -> None:
    """Put words back into the fields they were typed into; those the form no longer has are passed over."""
    if tell := getattr(form, "tell", None):
        tell(fields)
        return
    for name, field in fields_of(form).items():
        if name in fields:
            _set(field, fields[name])


def fields_of(form: QWidget) -> dict[str, QWidget]:
    """The fields a person can see, by name, but for secrets."""
    found: dict[str, QWidget] = {}
    for field in form.findChildren(QWidget):
        is_inner = isinstance(field.parentWidget(), QComboBox)
        if isinstance(field, _FIELDS) and not (_is_secret(field) or is_inner or field.isHidden()):
            found[field.accessibleName()] = field
    return found


def _is_secret(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal


def _id(place: Place, form: QWidget) -> str:
    return json.dumps([*astuple(place), str(form.property(DRAFT))], ensure_ascii=False)


def _is_under_way(form: QWidget) -> bool:
    return not form.isHidden() and bool(fields_of(form))


def _value(field: QWidget) -> object:
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return field.text() if isinstance(field, QLineEdit) else None


def _set(field: QWidget, value: object) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentText(str(value))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(str(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
