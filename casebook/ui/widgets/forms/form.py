"""The form for new and existing records, shown in place.

Return moves on to the next field, of one alone it saves; Ctrl+Return and Ctrl+S save, Escape leaves; what is
wrong is said beside its field; where another window changed the record, both versions stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message, as_message
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.shortcuts import SHORTCUTS, is_pressed, usual_keys
from casebook.ui.kit.tasks import Submission
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.forms.entry import Entry, RawValue, TextEntry, Value
from casebook.ui.widgets.forms.field import Field, FieldBox, FieldGrid
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.flow import scroll_to, show_together
from casebook.ui.widgets.layout.layout import ScrolledBody, column, frame, line, mark_role

ASKED_MS = 30_000
"""How long a first Escape counts: long enough to read what it says, and to look at what would be lost."""
_ROOM_BESIDE = 560
"""Width in pixels from which a card says something beside its buttons."""
_ROOM_BELOW = 72
"""Pixels kept visible below an invalid field for its message."""


class Form(QFrame):
    """Fields under a title, with buttons to save or discard.

    Attributes:
        kept: field key -> value, once all of them can be read.
        left: the person gave up.
        is_given_up: the person did, and nothing was begun in it since.
        is_refused: what was sent last was not taken.
        wants_another: what was sent last is to be followed by another of its kind.
        changed: something was typed or chosen; `values` reads it.
        refused: the program would not take what was sent.
    """

    kept = Signal(dict)
    left = Signal()
    changed = Signal()
    refused = Signal()

    def __init__(  # noqa: PLR0913 - all by name, and each its own choice
        self,
        title: Message | str,
        fields: Sequence[Field],
        words: Translator,
        *,
        keep: str = "",
        is_card: bool = False,
        draft: str = "",
        has_another: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Create a form.

        Args:
            title: stands above the fields; a message where drafts are kept under it.
            fields: in order.
            words: the language of what it says itself.
            keep: the words of the button that keeps.
            is_card: it stands above other things and does not scroll.
            draft: what drafts of it are kept under, in no language; by default its title in English.
            has_another: a button saves it and asks for another of its kind.
            parent: what it stands in, where that is known now, which is faster than later.
        """
        super().__init__(parent)
        self._words, self._saves = words, not keep
        self._begun: dict[str, RawValue] = {}
        self._has_another = has_another
        self._saving = Submission()
        self._is_leaving = self.is_refused = self.wants_another = self.is_given_up = False
        self._asked = QTimer(self, singleShot=True, interval=ASKED_MS)
        self._asked.timeout.connect(self._stay)
        self._came_from: QWidget | None = None
        self.setProperty("role", "card" if is_card else "pane")
        self.setProperty("draft", draft or as_message(title).msgid)
        title = words(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._conflicts: dict[str, QWidget] = {}
        self._scroll: QScrollArea | None = None
        whole = column(self, gap=12, margins=(14, 16))
        whole.addWidget(Elided(title, "title"))
        # Fields are made where they belong: Qt goes through all of a tree each time it is put into another.
        body = whole if is_card else self._scrolled(whole, title)
        self.fields = FieldGrid(fields, title, words, body.parentWidget())
        self.fields.changed.connect(self._touch)
        body.insertWidget(1 if is_card else 0, self.fields, int(is_card))
        self._foot = self._made_foot(keep or words("Save"), has_another=has_another)
        whole.addLayout(self._foot)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._go_on)

    def begin(self, values: Mapping[str, Value] | None = None) -> None:
        """Fill it with values, or leave it empty, and focus its first field."""
        self.fill(values)
        self.enter()

    def begin_in_view(self, values: Mapping[str, Value] | None = None) -> None:
        """Begin it, and scroll to its top: it may stand below what is in view."""
        self.begin(values)
        scroll_to(self)

    def fill(self, values: Mapping[str, Value] | None = None) -> None:
        """Fill it before it is shown in a stack, where it may get the focus at once."""
        for key, entry in self.fields.entries.items():
            entry.set_raw(entry.to_raw((values or {}).get(key)))
            self.fields.boxes[key].show_problem("")
        for search in self.findChildren(SearchField):
            search.reset()
        self.is_given_up = False
        self._clear_conflicts()
        self._begun = self.values
        self._say("")

    def enter(self, origin: QWidget | None = None) -> None:
        """Show it and focus its first field; the focus returns to where it came from.

        Args:
            origin: what had the focus, where the form was put in its place before.
        """
        focused: QWidget | None = origin or self.window().focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._came_from = focused
        self.show()
        self.take_focus()

    def give_focus_back(self) -> None:
        """Focus the row or button from which it was opened, if that can still be seen."""
        origin = self._came_from
        if origin is not None and isValid(origin) and origin.isVisible() and origin.isEnabled():
            origin.setFocus(Qt.FocusReason.OtherFocusReason)

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back if the form is closed, and not the page around it.

        Either way a first Escape no longer counts: one pressed after coming back asks again.
        """
        super().hideEvent(event)
        self._stay()
        focused: QWidget | None = self.window().focusWidget()
        if self.isHidden() and (focused is None or self.isAncestorOf(focused)):
            self.give_focus_back()

    def take_focus(self) -> None:
        """Focus the first field; what stands there beforehand is selected, so that typing replaces it."""
        key, entry = next(iter(self.entries.items()))
        entry.take_focus()
        if isinstance(entry, TextEntry) and entry.raw == self._begun.get(key):
            entry.edit.selectAll()

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries by field key."""
        return self.fields.entries

    @property
    def values(self) -> dict[str, RawValue]:
        """Return its content as a draft stores it, without secrets."""
        return {key: entry.raw for key, entry in self.entries.items() if not entry.is_secret}

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore a draft over the initial values; what follows from a field follows as if it were typed."""
        restored = {key: entry for key, entry in self.entries.items() if key in values}
        for key, entry in restored.items():
            entry.set_raw(values[key])
        for key, entry in restored.items():
            entry.changed.emit()
            if entry.raw != values[key]:  # it followed another field, over what stood in the draft
                entry.set_raw(values[key])

    @property
    def is_touched(self) -> bool:
        """Return whether anything differs from the initial values."""
        return self.values != self._begun

    def submit(self) -> None:
        """Submit the content, or focus the first invalid field.

        Does nothing while what was submitted before is being saved: a second Ctrl+S saves nothing twice.
        """
        if self._saving.is_under_way:
            return
        self._stay()
        try:
            values = self.fields.read()
        except InvalidInput:
            self._go_to_wrong()
            return
        self.is_refused = False
        with self._saving.joined():
            self.kept.emit(values)

    def refuse(self, problem: CasebookError) -> None:
        """Show a rejection, beside its field if it names one."""
        self.is_refused, self.wants_another = True, False
        self.refused.emit()
        if problem.field in self.fields.boxes:
            self.fields.refuse(problem.field, problem)
            self._go_to_wrong()
        else:
            texts = (self._words(part) for part in (problem.title, problem.remedy) if part)
            self._say(" ".join(texts), is_problem=True)

    def merge_remote(self, values: Mapping[str, Value]) -> None:
        """Continue from the version of the record another window saved.

        A field changed there alone takes the new value; one changed in both shows both, and keeps what
        was typed here until the person chooses.
        """
        self.is_refused = True
        self.refused.emit()
        self._clear_conflicts()
        for key, box in self.fields.boxes.items():
            theirs, mine, begun = box.entry.to_raw(values.get(key)), box.entry.raw, self._begun[key]
            box.entry.set_raw(theirs)
            theirs = box.entry.raw
            if mine not in (begun, theirs):
                box.entry.set_raw(mine)
                if theirs != begun:
                    self._show_both(key, box, theirs)
            self._begun[key] = theirs
        self._say(
            self._words(
                "This record was changed in another window. The differences are shown beside the "
                "fields: choose which to keep, then save again."
            ),
            is_problem=True,
        )

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape, save on Ctrl+Return, Ctrl+S and Return in a field alone; else that leads on."""
        if is_pressed(event, "leave"):
            self.give_up()
        elif is_pressed(event, "save") or (len(self.entries) == 1 and is_pressed(event, "next-field")):
            self.submit()
        elif self._has_another and is_pressed(event, "save-and-add"):
            self.submit_and_add()
        elif is_pressed(event, "next-field"):
            self._send.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def give_up(self, *, by_click: bool = False) -> None:
        """Close without saving; if anything was typed, only when what was pressed is pressed again."""
        if self.is_touched and not self._is_leaving:
            self._is_leaving = True
            self._asked.start()
            by_key = self._words("Not saved. Press Esc again to discard what you entered.")
            by_button = self._words("Not saved. Press Cancel again to discard what you entered.")
            self._say(by_button if by_click else by_key)
            return
        self.is_given_up = True
        self.hide()
        self.left.emit()

    def _stay(self) -> None:
        """Count a first Escape no longer: one pressed later, or after something else was done, asks again."""
        self._asked.stop()
        if self._is_leaving:
            self._is_leaving = False
            self._say("")

    def _go_on(self, before: QWidget | None, now: QWidget | None) -> None:
        """Count a first Escape no longer once somebody goes elsewhere, but not to Cancel."""
        if before is not None and self.isAncestorOf(before) and now not in {None, self._leave}:
            self._stay()
        self._follow_focus()

    def refuse_discard(self) -> None:
        """Stay with the focus, although another form was requested here."""
        self._say(self._words("Save this first, or press Esc twice to discard it."))
        self.take_focus()

    def _scrolled(self, whole: QVBoxLayout, title: str) -> QVBoxLayout:
        """Add a scroll area for the fields; returns the layout in it."""
        inside = ScrolledBody()
        body = column(inside, gap=0, margins=(0, 8, 0, 2))
        body.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(title)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.verticalScrollBar().rangeChanged.connect(self._follow_focus)
        whole.addWidget(scroll, 1)
        return body

    def submit_and_add(self) -> None:
        """Submit the content, then ask for another."""
        self.wants_another = True
        self.submit()
        self.wants_another = self._saving.is_under_way or not self.isVisible()

    def _made_foot(self, keep: str, *, has_another: bool) -> QBoxLayout:
        """Return the buttons, and where the form says something without moving them: above, or beside."""
        whole, foot = column(gap=8), line(gap=8)
        self._status = label("", "quiet", wraps=True)
        self._status.hide()
        whole.addWidget(self._status, 1)
        foot.addStretch(1)
        self._leave = button(self._words("Cancel"), partial(self.give_up, by_click=True))
        self._send = button(keep, self.submit, role="primary")
        steps = [(self._leave, "leave"), (self._send, "save")]
        if has_another:
            further = button(self._words("Save and add another"), self.submit_and_add)
            steps.insert(1, (further, "save-and-add"))
        for step, keys in steps:
            set_tip(step, usual_keys(SHORTCUTS[keys]))
            foot.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        hold_back(self.fields, *(step for step, _ in steps[1:]))
        whole.addLayout(foot)
        return whole

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say something beside the buttons of a wide card, which grows at its end, else above them."""
        super().resizeEvent(event)
        is_beside = self._scroll is None and self.width() >= theme.current().px(_ROOM_BESIDE)
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if is_beside else way.TopToBottom)

    def _touch(self) -> None:
        self._is_leaving = False
        self._say("")
        self.changed.emit()

    def _say(self, words: str, *, is_problem: bool = False) -> None:
        mark_role(self._status, role="problem" if is_problem else "quiet")
        self._status.setText(words)
        self._status.setVisible(bool(words))
        if is_problem and self._scroll is None:  # a card grows by a problem, and pushes its buttons away
            show_together(*filter(None, [self.fields.first_wrong()]), self._send)

    def _go_to_wrong(self) -> None:
        wrong, words = self.fields.first_wrong(), self._words
        if wrong is not None:
            fields = words.list_of(words("“{field}”", field=title) for title in self.fields.wrong_titles)
            not_saved = words("Not saved: check {fields}.", fields=fields)
            self._say(not_saved if self._saves else words("Check {fields}.", fields=fields), is_problem=True)
            wrong.entry.take_focus()
            show_together(wrong.problem, wrong)

    def _follow_focus(self, *_: object) -> None:
        """Show the field with the focus once its layout is made, also that of an entry just added."""
        QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        """Scroll to the field with the focus, with room for its message."""
        focused = QApplication.focusWidget()
        if self._scroll is not None and focused is not None and self.fields.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, theme.current().px(_ROOM_BELOW))

    def _show_both(self, key: str, box: FieldBox, theirs: RawValue) -> None:
        shown = frame("note")
        inside = column(shown, gap=4, margins=(8, 10))
        inside.addWidget(label(self._words("In the other window"), "small"))
        inside.addWidget(label(box.entry.display_text(theirs), wraps=True, selectable=True))
        row = line(gap=12)
        take = button(self._words("Use this"), lambda: self._take(key, theirs), role="link")
        stay = button(self._words("Keep mine"), lambda: self._take(key, box.entry.raw), role="link")
        for each in (take, stay):
            each.setAccessibleName(f"{each.text()}: {box.field.title}")
            row.addWidget(each)
        row.addStretch(1)
        inside.addLayout(row)
        box.add_below(shown)
        self._conflicts[key] = shown

    def _take(self, key: str, content: RawValue) -> None:
        self.fields.boxes[key].entry.set_raw(content)
        self._clear_conflicts(key)
        self.fields.boxes[key].entry.take_focus()

    def _clear_conflicts(self, *keys: str) -> None:
        for key in keys or tuple(self._conflicts):
            shown = self._conflicts.pop(key)
            shown.hide()
            shown.deleteLater()
