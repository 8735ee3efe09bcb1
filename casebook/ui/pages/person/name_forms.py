"""The names of a person, with suggested other forms to accept or reject one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from casebook.services.person import name as naming
from casebook.services.person.name import Suggestion
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.wording.spelling import systems
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.entry import Entry, RawValue
from casebook.ui.widgets.forms.entry_parts import ListEntry
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.layout.parts import button, label


class NamesEntry(ListEntry):
    """A list of names; "Suggest forms" offers other scripts and spellings.

    Nothing is put in but what the person accepts: a spelling that follows from a rule may never have been
    borne.
    """

    def __init__(self, title: str, make: Callable[[], Entry], context: PageContext, wording: Wording) -> None:
        super().__init__(title, make, context.words("Add name or spelling"), context.words)
        self._context, self._wording = context, wording
        self._offered: list[tuple[str, Suggestion]] = []
        self._number = 0
        self._suggest = button(self._words("Suggest forms"), self.suggest, role="link", meaning="translate")
        self.foot.add(self._suggest)
        self._make_offer()

    def set_raw(self, content: RawValue) -> None:
        """Show these names, or one empty entry; suggestions for others are closed."""
        super().set_raw(content)
        if not self._lines:
            self._append(None)
        self._end()

    def suggest(self) -> None:
        """Find other forms of the current names, and show the first."""
        self._number += 1
        number, texts = self._number, self._texts()

        def take(suggestions: Sequence[tuple[str, Suggestion]]) -> None:
            if number == self._number:
                self._offered = list(
                    {form.name.text: (text, form) for text, form in reversed(suggestions)}.values()
                )
                self._offered.reverse()
                self._show()

        self._context.ask(
            lambda _: [(text, form) for text in texts for form in naming.suggest(text)], take, asker=self
        )

    def _make_offer(self) -> None:
        self._panel = frame("note")
        inside = column(self._panel, gap=4, margins=(8, 10))
        self._form = label("", "strong", wraps=True, selectable=True)
        self._why = label("", "small", wraps=True)
        tools = line(gap=8)
        self._accept = button(self._words("Accept"), self._take, meaning="done")
        self._refuse = button(self._words("Not this one"), self._next)
        stop = button(self._words("No more"), self._stop, role="link")
        for each in (self._accept, self._refuse, stop):
            tools.addWidget(each)
        tools.addStretch(1)
        inside.addWidget(self._form)
        inside.addWidget(self._why)
        inside.addLayout(tools)
        self._whole.addWidget(self._panel)
        self._panel.hide()

    def _texts(self) -> list[str]:
        return [typed_name["text"] for typed_name in self.raw if typed_name["text"]]

    def _show(self) -> None:
        """Show the next form not in the list yet."""
        standing = set(self._texts())
        self._offered = [each for each in self._offered if each[1].name.text not in standing]
        self._panel.show()
        for each in (self._accept, self._refuse):
            each.setVisible(bool(self._offered))
        if not self._offered:
            self._form.setText(self._words("No further form follows from these names."))
            self._why.setText(self._words("Write a name in another script to be offered more."))
            return
        text, form = self._offered[0]
        self._form.setText(form.name.text)
        self._why.setText(self._explanation(text, form))
        self._accept.setAccessibleName(f"{self._words('Accept')}: {form.name.text}, {self._why.text()}")
        self._refuse.setAccessibleName(f"{self._words('Not this one')}: {form.name.text}")
        self._accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _explanation(self, text: str, form: Suggestion) -> str:
        further = len(self._offered) - 1
        return " · ".join(
            (
                self._words(
                    "{system} of {name}", system=systems(self._words)[form.system], name=f"\u2068{text}\u2069"
                ),
                self._wording.script.get(form.name.script, form.name.script),
                self._words("usual") if form.is_likeliest else self._words("less usual"),
                self._words.count("{number} more", "{number} more", further),
            )
        )

    def _take(self) -> None:
        _, form = self._offered.pop(0)
        self.add(self.sample.to_raw(form.name))
        self._show()

    def _next(self) -> None:
        self._offered.pop(0)
        self._show()

    def _stop(self) -> None:
        self._end()
        self._suggest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._number += 1
        self._offered = []
        self._panel.hide()
