"""The check of spelling in the window: which words are misspelt, and what may have been meant.

Hunspell is asked by the work lane, in a process of its own; the names of the vault by the vault's thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from casebook.base.i18n import Translator
from casebook.domain.base.change import Changes
from casebook.domain.base.dictionary import Dictionary, dictionary_for
from casebook.services.base.flow import Flow
from casebook.services.base.session import Session
from casebook.services.processes.spell_worker import NotChecked
from casebook.services.vault import spelling
from casebook.services.vault.spelling import SpellCheck
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask

_MAX_KEPT = 20_000
"""Words remembered of each dictionary."""
_NAMED = ("person", "contact")


class _Job(NamedTuple):
    """What waits for the dictionary: one request is made at a time."""

    dictionary: Dictionary
    make: Callable[[], Flow[Collection[str]]]
    then: Callable[[Collection[str]], None]


class Speller(QObject):
    """Checks multi-line fields while a vault is open, in the dictionaries of this computer.

    Attributes:
        outdated: what was marked may be marked otherwise now.
    """

    outdated = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._spelling = context, SpellCheck()
        self._misspelt: dict[str, dict[str, bool]] = {}
        self._own: set[str] = set()
        self._ignored: set[str] = set()
        self._jobs: deque[_Job] = deque()
        self._is_busy = self._has_asked = False
        self._lost: set[str] = set()
        context.bus.changed.connect(self._follow)
        context.spelling_changed.connect(self.begin)
        context.about_to_lock.connect(self._end)
        context.bus.locked.connect(self._end)

    @property
    def is_on(self) -> bool:
        """Return whether spelling is checked."""
        return self._spelling.is_on

    @property
    def words(self) -> Translator:
        """Return the translator of the window."""
        return self._context.words

    @property
    def can_add(self) -> bool:
        """Return whether words can be added to the office's."""
        return not self._context.session.is_read_only

    def begin(self) -> None:
        """Read whether spelling is checked, with which dictionaries and words of the office."""
        self._context.ask(spelling.spelling, self._take)

    def dictionary(self, language: str) -> Dictionary | None:
        """Return the dictionary for a text, or None where it is not checked.

        Args:
            language: BCP 47 tag, or "" for the office's.
        """
        if not self._spelling.is_on:
            return None
        office = self._context.office
        usable = (one for one in self._spelling.dictionaries if one.tag not in self._lost)
        return dictionary_for(usable, language or office.language, office.country)

    def examine(self, dictionary: Dictionary, words: Collection[str], then: Callable[[], None]) -> None:
        """Find out which words are misspelt, then call; at once where that is known."""
        kept = self._misspelt.setdefault(dictionary.tag, {})
        new = tuple(dict.fromkeys(word for word in words if word not in kept))
        if not new:
            then()
            return

        def take(misspelt: Collection[str]) -> None:
            if len(kept) > _MAX_KEPT:
                kept.clear()
            kept.update((word, word in misspelt) for word in new)
            then()

        session = self._context.session
        self._queue(_Job(dictionary, partial(spelling.misspelt, session, dictionary, new), take))

    def is_misspelt(self, dictionary: Dictionary, word: str) -> bool:
        """Return whether a word that was examined is to be marked."""
        key = word.casefold()
        if key in self._ignored or key in self._own:
            return False
        return self._misspelt.get(dictionary.tag, {}).get(word, False)

    def suggest(self, dictionary: Dictionary, word: str, then: Callable[[Collection[str]], None]) -> None:
        """Find what may have been meant by a word, then call; with nothing where that fails."""
        session = self._context.session
        make = partial(spelling.suggestions, session, dictionary, word)
        self._queue(_Job(dictionary, make, then))

    def add(self, word: str) -> None:
        """Add a word to the office's, which are never marked."""
        before = self._spelling.own_words

        def take(_: object) -> None:
            self.begin()
            self._context.did(
                self.words("Added to the office’s words"),
                partial(self._keep, before),
                redo=partial(self._keep, (*before, word)),
            )

        self._context.ask(partial(spelling.keep_own_words, words=(*before, word)), take)

    def ignore(self, word: str) -> None:
        """Mark a word no longer until the vault is locked."""
        self._ignored.add(word.casefold())
        self.outdated.emit()

    def _keep(self, words: Collection[str], session: Session) -> None:
        spelling.keep_own_words(session, words)
        self._context.spelling_changed.emit()

    def _take(self, read: SpellCheck) -> None:
        self._spelling = read
        self._own = {word.casefold() for word in read.own_words}
        self.outdated.emit()

    def _follow(self, changes: Changes) -> None:
        """Examine misspelt words anew once names have changed."""
        if any(changes.touched.get(noun) for noun in _NAMED):
            for kept in self._misspelt.values():
                for word in [word for word, is_misspelt in kept.items() if is_misspelt]:
                    del kept[word]
            self.outdated.emit()

    def _queue(self, job: _Job) -> None:
        self._has_asked = True
        self._jobs.append(job)
        if not self._is_busy:
            self._next()

    def _next(self) -> None:
        if not self._jobs:
            return
        job = self._jobs.popleft()
        self._is_busy = True

        async def whole() -> Collection[str] | None:
            try:
                return await job.make()
            except NotChecked:
                return None

        def make(_: BackgroundTask) -> Flow[Collection[str] | None]:
            return whole()

        def take(answer: Collection[str] | None) -> None:
            self._is_busy = False
            if answer is None:
                self._give_up(job.dictionary)
            job.then(answer or ())
            self._next()

        def failed(_: BaseException) -> None:
            self._is_busy = False
            self._next()

        self._context.run(make, take, failed)

    def _give_up(self, dictionary: Dictionary) -> None:
        """Say once that a dictionary cannot be used."""
        if dictionary.tag in self._lost:
            return
        self._lost.add(dictionary.tag)
        self._context.say(
            self.words(
                "The dictionary for {language} cannot be used",
                language=self.words.language_name(dictionary.tag),
            ),
            self.words("Spelling is checked without it. Settings shows what is wrong."),
            is_good=False,
            is_passing=True,
        )

    def _end(self) -> None:
        self._jobs.clear()
        self._spelling = SpellCheck()
        if self._has_asked:
            spelling.checker(self._context.session).close()
