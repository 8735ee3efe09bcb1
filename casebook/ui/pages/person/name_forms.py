"""The names of a person, with a checklist of other forms that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from casebook.domain.base.name import Name
from casebook.services.person import name as naming
from casebook.services.person.name import Suggestion
from casebook.services.person.name_tags import parted_names, tagged_name
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.wording.spelling import systems
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry import Entry, RawValue
from casebook.ui.widgets.forms.entry_parts import ListEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.layout.anchor import unmoved_below
from casebook.ui.widgets.layout.layout import column, frame, line

_PAUSE_MS = 350
_SELECTED = "selected"
"""Marks a form of the checklist in a draft: it is ticked there again, and makes no name of its own."""


class NamesEntry(ListEntry):
    """A list of names; below it, the forms in other scripts and spellings that follow from them.

    Nothing is put in but what the person selects: a spelling that follows from a rule may never have been
    borne. Return in a name goes on to the next one.

    Args:
        title: what a screen reader says.
        make: makes an empty name.
        context: where suggestions are asked for.
        wording: the words of scripts.
        is_at_hand: the checklist stands there as soon as a name does, and is not asked for.
    """

    def __init__(
        self,
        title: str,
        make: Callable[[], Entry],
        context: PageContext,
        wording: Wording,
        *,
        is_at_hand: bool = False,
    ) -> None:
        super().__init__(title, make, context.words("Add name or spelling"), context.words)
        self._context, self._wording, self._is_at_hand = context, wording, is_at_hand
        self._forms: dict[str, Suggestion] = {}
        self._restored: dict[str, Name] = {}
        self._asked: list[str] = []
        self._suggest = button(self._words("Suggest forms"), self.suggest, role="link", meaning="translate")
        self.foot.add(self._suggest)
        self._suggest.setVisible(not is_at_hand)  # not before it has a place: it would be a window
        self._make_checklist()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        self.changed.connect(self._pause.start)

    @property
    def raw(self) -> RawValue:
        """Return the content of each name, then of each form selected."""
        selected = ({**self.sample.to_raw(name), _SELECTED: True} for name in self._selected)
        return [*super().raw, *selected]

    def set_raw(self, content: RawValue) -> None:
        """Show these names, or one empty entry; forms selected before are ticked once they are offered."""
        stated = list(content or ())
        super().set_raw([one for one in stated if not _is_selected(one)])
        if not self._lines:
            self._append(None)
        self._close()
        self._restored = {one["text"]: self._named(one) for one in stated if _is_selected(one)}
        if self._restored:
            self.suggest()

    def read(self) -> tuple[Name, ...]:
        """Return the names, then the forms selected.

        Raises:
            InvalidInput: one of them cannot be read.
        """
        return (*self._parted(super().read()), *self._selected)

    def _named(self, content: RawValue) -> Name:
        """Return the name of a form selected, as a draft holds it."""
        entry = self._make()
        entry.set_raw({key: value for key, value in content.items() if key != _SELECTED})
        name: Name = entry.read()
        entry.deleteLater()
        return name

    def _append(self, content: RawValue) -> Entry:
        entry = super()._append(content)
        edits = entry.findChildren(QLineEdit)
        if edits:
            edits[0].editingFinished.connect(partial(self._part, entry))
            edits[0].textChanged.connect(partial(self._part_lines, entry))
        return entry

    def _part_lines(self, entry: Entry, text: str) -> None:
        """Part what was pasted with its line ends; what is still being typed is parted later."""
        if len(text.splitlines()) > 1:
            QTimer.singleShot(0, entry, lambda: self._part(entry).take_focus())

    def _part(self, entry: Entry) -> Entry:
        """Give each of several names in one entry its own, and return that of the last."""
        first, *others = parted_names(self._text(entry)) or ("",)
        if not others or entry not in self.lines:
            return entry
        raw = entry.raw
        is_whole = isinstance(raw, dict)
        entry.set_raw({**raw, "text": first} if is_whole else first)
        for place, other in enumerate(others, start=self._place(entry) + 1):
            entry = self._append({"text": other, "kind": raw["kind"]} if is_whole else other)
            self._move(len(self.lines) - 1, place)
        self.changed.emit()
        return entry

    @staticmethod
    def _parted(names: Sequence[Name]) -> Iterator[Name]:
        """Yield the names of entries that were not parted yet, such as when a shortcut saves."""
        for name in names:
            several = parted_names(name.text)
            yield from [name] if several == (name.text,) else (tagged_name(one, name.kind) for one in several)

    def go_on(self, entry: Entry) -> bool:
        """Go to the next name, a new one after the last; from an empty one on to the next field."""
        self._follow()
        following = self.lines[self._place(entry) + 1 :]
        if following:
            following[0].take_focus()
        elif self._text(entry):
            self.add(None).take_focus()
        else:
            self._leave_empty(entry)
        return True

    def suggest(self) -> None:
        """Find the other forms of the names that stand here, and list them."""
        texts = self._asked = self._texts()

        def take(suggestions: Sequence[tuple[str, Suggestion]]) -> None:
            if texts == self._asked:
                with unmoved_below(self):
                    self._show(suggestions)

        self._context.ask(
            lambda _: [(text, form) for text in texts for form in naming.suggest(text)], take, asker=self
        )

    def select_usual(self) -> None:
        """Select the usual form of each system; Tab goes on to the next field, not back to a name."""
        self._usual.setFocus(Qt.FocusReason.OtherFocusReason)
        usual = [text for text, form in self._forms.items() if form.is_likeliest]
        self._ticks.set_raw([*self._ticks.raw, *usual])
        self.changed.emit()

    @property
    def _selected(self) -> list[Name]:
        ticked = () if self._panel.isHidden() else self._ticks.raw
        offered = [self._forms[text].name for text in ticked if text in self._forms]
        return [*offered, *self._restored.values()]

    def _make_checklist(self) -> None:
        words = self._words
        self._panel = frame("note")
        inside = column(self._panel, gap=4, margins=(8, 10))
        self._heading = label("", "small", wraps=True)
        self._ticks = TicksEntry(words("Other forms of the names"), (), words("Search forms"))
        self._ticks.changed.connect(self.changed)
        tools = line(gap=8)
        self._usual = button(words("Select the usual ones"), self.select_usual, role="link", meaning="done")
        tools.addWidget(self._usual)
        tools.addStretch(1)
        for part in (self._heading, self._ticks):
            inside.addWidget(part)
        inside.addLayout(tools)
        self._whole.addWidget(self._panel)
        self._panel.hide()

    def _show(self, suggestions: Sequence[tuple[str, Suggestion]]) -> None:
        stated = set(self._texts())
        of_text = {form.name.text: (text, form) for text, form in reversed(suggestions)}
        listed = [of_text[text] for text in reversed(of_text) if text not in stated]
        listed.sort(key=lambda pair: not pair[1].is_likeliest)
        ticked = {*self._ticks.raw, *self._restored} & {form.name.text for _, form in listed}
        unlisted = [name for text, name in self._restored.items() if text not in ticked]
        self._restored = {}
        for name in unlisted:
            self._append(self.sample.to_raw(name))
        self._forms = {form.name.text: form for _, form in listed}
        self._ticks.set_raw(())  # what is no longer offered is no longer selected
        self._ticks.offer([(form.name.text, self._line(text, form)) for text, form in listed])
        self._ticks.set_raw([text for text in self._forms if text in ticked])
        self._heading.setText(self._about(is_any=bool(listed)))
        for part in (self._ticks, self._usual):
            part.setVisible(bool(listed))
        self._panel.setVisible(bool(listed) or not self._is_at_hand)

    def _about(self, *, is_any: bool) -> str:
        if is_any:
            return self._words(
                "Forms that follow from these names. What you select is kept as a transliteration by the "
                "program until you give it another type."
            )
        nothing = self._words("No further form follows from these names.")
        return f"{nothing} {self._words('Write a name in another script to be offered more.')}"

    def _line(self, text: str, form: Suggestion) -> str:
        parts = (
            f"\u2068{form.name.text}\u2069",
            self._words(
                "{system} of {name}", system=systems(self._words)[form.system], name=f"\u2068{text}\u2069"
            ),
            "" if form.is_likeliest else self._words("less usual"),
        )
        return " · ".join(part for part in parts if part)

    def _follow(self) -> None:
        """Look again once the names changed and the checklist is to be there."""
        if (self._is_at_hand or not self._panel.isHidden()) and self._texts() != self._asked:
            self.suggest()

    def _close(self) -> None:
        self._restored = {}
        self._asked, self._forms = [], {}
        self._ticks.set_raw(())
        self._panel.hide()

    def _leave_empty(self, entry: Entry) -> None:
        """Go on past the last name, which is empty, to the checklist."""
        following = self._suggest if self._panel.isHidden() and not self._is_at_hand else self._usual
        if following.isVisible():
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
            self._add.focusNextChild()  # past the button, where Return would add one empty name after another
        at = self._place(entry)
        if at:
            _, box = self._lines.pop(at)
            self._body.removeWidget(box)
            box.hide()
            box.deleteLater()

    def _texts(self) -> list[str]:
        return [name for entry in self.lines for name in parted_names(self._text(entry))]

    def _text(self, entry: Entry) -> str:
        content = entry.raw
        return str(content["text"] if isinstance(content, dict) else content)


def _is_selected(content: RawValue) -> bool:
    return isinstance(content, dict) and bool(content.get(_SELECTED))
