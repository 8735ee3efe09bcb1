"""The settings of the check of spelling: switch, dictionaries, and the words of the office."""

from __future__ import annotations

from functools import partial

from casebook.domain.base.dictionary import DictionaryFault
from casebook.host.sandbox.places import own_dictionary_folder
from casebook.services.base.session import Session
from casebook.services.vault import spelling
from casebook.services.vault.spelling import IS_OFFERED, SpellCheck
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry import LongEntry
from casebook.ui.widgets.layout.layout import column, empty_out

_Read = tuple[SpellCheck, dict[str, DictionaryFault]]


class SpellingCard(Card):
    """The switch is saved at once, the words by their button; both in the casebook."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Spelling"))
        self._page, self._kept, words = page, "", page.words
        text = words(
            "Text of several lines is checked while you type, with the Hunspell dictionaries of this "
            "computer. Names in the casebook are never marked."
        )
        self.body.addWidget(label(text, "quiet", wraps=True))
        self._switch = TickBox(words("Check spelling"))
        self._switch.clicked.connect(self._keep_switch)
        self.body.addWidget(self._switch)
        self._dictionaries = column(gap=4)
        self.body.addLayout(self._dictionaries)
        title = words("The office’s words")
        self.body.addWidget(label(title, "strong"))
        self.body.addWidget(label(words("One word a line. They are never marked."), "quiet", wraps=True))
        self.own = LongEntry(title)
        self.body.addWidget(self.own)
        self._save = button(words("Save words"), self._keep_words)
        self.body.addWidget(self._save)
        hold_back(self._switch)
        hold_back(self._save)

    def read(self) -> None:
        """Read the settings and what is installed, from now on used by all fields."""
        self._page.context.spelling_changed.emit()
        self._page.ask(_read, self._show)

    def _show(self, read: _Read) -> None:
        words, (state, faults) = self._page.words, read
        self._switch.setChecked(state.is_on)
        self._switch.setEnabled(IS_OFFERED and self._switch.isEnabled())
        if self.own.raw == self._kept:  # what was typed and not saved yet stays
            self._kept = "\n".join(state.own_words)
            self.own.set_raw(self._kept)
        empty_out(self._dictionaries)
        faults = {**faults, **dict.fromkeys(state.oversized, "large")}
        reasons = self._reasons()
        tags = sorted({*state.oversized, *(one.tag for one in state.dictionaries)})
        for tag in tags:
            line = words.language_name(tag)
            if tag in faults:
                line = words("{language}: {fault}", language=line, fault=reasons[faults[tag]])
            self._dictionaries.addWidget(label(line, "problem" if tag in faults else "", wraps=True))
        if not IS_OFFERED:
            self._dictionaries.addWidget(label(reasons["unconfined"], "quiet", wraps=True))
        elif not tags:
            self._dictionaries.addWidget(label(self._advice(), "quiet", wraps=True, selectable=True))

    def _reasons(self) -> dict[DictionaryFault, str]:
        words = self._page.words
        return {
            "damaged": words("its files are damaged or are no dictionary; install it again"),
            "large": words("its files are too large to be used"),
            "failed": words("it failed twice and is not used until you lock and unlock"),
            "unconfined": words("this computer cannot isolate the process that reads dictionaries"),
        }

    def _advice(self) -> str:
        return self._page.words(
            "No dictionary is installed. Install one from the packages of your system, such as "
            "hunspell-en-gb (Debian, Ubuntu) or hunspell-en-GB (Fedora), or put its two files, .aff and "
            ".dic, into {folder}; then lock and unlock.",
            folder=str(own_dictionary_folder()),
        )

    def _keep_switch(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        context = self._page.context
        context.ask(
            partial(spelling.keep_is_on, is_on=is_on), lambda _: context.spelling_changed.emit(), asker=self
        )

    def _keep_words(self) -> None:
        context, listed = self._page.context, str(self.own.raw).splitlines()

        def done(words: tuple[str, ...]) -> None:
            self._kept = "\n".join(words)
            self.own.set_raw(self._kept)
            context.spelling_changed.emit()
            context.say(self._page.words("Words saved"))
            self.read()

        context.ask(partial(spelling.keep_own_words, words=listed), done, asker=self)


def _read(session: Session) -> _Read:
    return spelling.spelling(session), dict(spelling.checker(session).faults)
