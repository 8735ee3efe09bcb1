"""Factories of field entries, shared by the forms of the nouns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QTimeZone

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.base.country_code import names_of
from casebook.domain.base.day_typed import Toward
from casebook.domain.base.entity import Entity
from casebook.domain.case.case import Case
from casebook.domain.library.finding import Finding
from casebook.services.base import record, search
from casebook.services.case import case
from casebook.services.deadline.courts import courts_of
from casebook.services.exchange.cell_words import is_unknown_nationality, nationality_of
from casebook.services.library.finding import source_bodies
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.filter import Filter
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.forms.entry import (
    ChoiceEntry,
    Entry,
    LongEntry,
    NumberEntry,
    RawValue,
    TextEntry,
    TickEntry,
    Value,
    WordsEntry,
)
from casebook.ui.widgets.forms.entry_date import DateEntry, DayEntry, TimeEntry
from casebook.ui.widgets.forms.entry_find import Found, KnownEntry, RecordEntry
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry, PartMaker
from casebook.ui.widgets.forms.field import Field

if TYPE_CHECKING:
    from casebook.services.base.session import Session

E = TypeVar("E", bound=Entity)
K = TypeVar("K", bound=str)
P = TypeVar("P")
Make = Callable[[str], Entry]
_MAX_FOUND = 12


class FieldFactory:
    """Creates entries, each with its accessible name."""

    def __init__(self, context: PageContext) -> None:
        self.context, self.words = context, context.words

    def text(self, hint: str = "") -> Make:
        """Return a single-line text."""
        return lambda name: TextEntry(name, hint)

    def long(self, hint: str = "") -> Make:
        """Return a multi-line text."""
        return lambda name: LongEntry(name, hint)

    def several(self) -> Make:
        """Return a comma-separated list of short texts."""
        return WordsEntry

    def tick(self) -> Make:
        """Return a tick box."""
        return TickEntry

    def choice(self, choices: Mapping[K, str | Status]) -> Make:
        """Return a choice of a few values with status texts.

        A new record begins with the first: let it be one that claims nothing, such as "not assessed", or take
        `stated`.
        """
        pairs = [(value, label[0] if isinstance(label, tuple) else label) for value, label in choices.items()]
        return lambda name: ChoiceEntry(name, pairs)

    def stated(self, choices: Mapping[K, str | Status]) -> Make:
        """Return a choice without a default, so that the first value is never taken as stated."""
        return self.choice({"": "", **choices})

    def date(self, toward: Toward = "", *, is_needed: bool = False) -> Make:
        """Return a date as stated; a day without its year lies in the past or future a field looks to."""
        reference = partial(self.context.day_reference, toward)
        return lambda name: DateEntry(name, self.words, reference, is_needed=is_needed)

    def day(self, toward: Toward = "") -> Make:
        """Return an exact day."""
        return lambda name: DayEntry(name, self.words, partial(self.context.day_reference, toward))

    def time(self) -> Make:
        """Return a clock time."""
        return lambda name: TimeEntry(name, self.words)

    def zone(self) -> Make:
        """Return a time zone by its IANA name."""
        return lambda name: KnownEntry(name, _zones(), "Europe/Nicosia")

    def nationality(self) -> Make:
        """Return the country of a nationality, also by the word for its nationals ("Chinese"), or a text."""
        return self.country(nationality_of, is_unknown_nationality)

    def country(
        self, code: Callable[[str], str], is_doubtful: Callable[[str], bool] = lambda _: False
    ) -> Make:
        """Return a country; `code` converts the text to a code and may reject it."""
        known = _countries(self.words)
        doubt = self.words("No country has this name. It is kept as it is.")
        return lambda name: KnownEntry(
            name,
            known,
            aliases_of=names_of,
            code=code,
            doubt=doubt,
            is_doubtful=is_doubtful,
        )

    def court(self, case_id: str = "") -> Make:
        """Return a court or body, completed from those of the country of a case; without one, from all."""

        def read(session: Session) -> Sequence[str]:
            jurisdiction = record.find(session, Case, case_id).jurisdiction if case_id else ""
            return courts_of(session, jurisdiction)

        def make(name: str) -> Entry:
            entry = KnownEntry(name, {})
            self.context.ask(read, lambda courts: entry.know({each: each for each in courts}), asker=entry)
            return entry

        return make

    def countries(self) -> Make:
        """Return several nationalities as countries, or texts stated for them, such as "stateless"."""
        return self.list(self.nationality(), self.words("Add country"))

    def language(self) -> Make:
        """Return a language."""
        return lambda name: KnownEntry(name, _languages(self.words))

    def languages(self) -> Make:
        """Return several languages."""
        return self.list(self.language(), self.words("Add language"))

    def list(self, make: Make, add: str) -> Make:
        """Return a list of any length."""
        return lambda name: ListEntry(name, lambda: make(name), add, self.words)

    def number(self) -> Make:
        """Return a whole number, 0 for none."""
        return NumberEntry

    def parts(
        self,
        fields: Sequence[Field],
        make: PartMaker[P],
        add: str,
        values: Callable[[P], Mapping[str, Value]] | None = None,
    ) -> Make:
        """Return a list of parts with several fields each."""
        return self.list(self.part(fields, make, values), add)

    def part(
        self,
        fields: Sequence[Field],
        make: PartMaker[P],
        values: Callable[[P], Mapping[str, Value]] | None = None,
        carried: Callable[[P], RawValue] | None = None,
    ) -> Make:
        """Return a part with several fields, filled from its attributes unless `values` is given.

        What of it has no field is `carried` along.
        """
        return lambda name: PartEntry(name, fields, make, self.words, values, carried)

    def of_case(self, kind: type[E], case_id: str, title: Callable[[E], str]) -> Make:
        """Return a record of the case."""
        return lambda name: RecordEntry(name, InCase(self.context, kind, case_id, title), self.words)

    def anywhere(self, kind: type[E], title: Callable[[E], str], *, but: str = "") -> Make:
        """Return a record of the whole vault `but` one; one of a case is shown with its reference."""
        return lambda name: RecordEntry(name, Anywhere(self.context, kind, title, but), self.words)

    def finding(self) -> Make:
        """Return a finding of the library; what is adverse says so first, before a line is cut."""
        return lambda name: RecordEntry(name, _SourcedFindings(self.context, self._finding_title), self.words)

    def _finding_title(self, finding: Finding) -> str:
        statement = finding.statement
        return self.words("Adverse: {statement}", statement=statement) if finding.is_adverse else statement


class InCase(Generic[E]):
    """Finds records of one case."""

    def __init__(self, context: PageContext, kind: type[E], case_id: str, title: Callable[[E], str]) -> None:
        self._context, self._kind, self._case_id, self._title = context, kind, case_id, title

    def find(self, asked: str, then: Callable[[Found], None]) -> None:
        """Find records whose text contains the query."""
        kind, case_id, admits = self._kind, self._case_id, Filter(asked)

        def read(session: Session) -> Found:
            pairs = ((each.id, self._title(each)) for each in record.of_case(session, kind, case_id))
            return [(each_id, title) for each_id, title in pairs if admits.admits([title])][:_MAX_FOUND]

        self._context.ask(read, then)

    def title(self, record_id: str, then: Callable[[str], None]) -> None:
        """Look up the title of a record."""
        self._context.ask(lambda session: self._title(record.find(session, self._kind, record_id)), then)


class Anywhere(Generic[E]):
    """Finds records of a noun in the whole vault but one, as the search field does."""

    def __init__(self, context: PageContext, kind: type[E], title: Callable[[E], str], but: str = "") -> None:
        self._context, self._kind, self._title, self._but = context, kind, title, but

    def find(self, query: str, then: Callable[[Found], None]) -> None:
        """Find records that are called so, by any spelling of a name; none for an empty query."""

        def read(session: Session) -> Found:
            records = search.choices(session, self._kind, query, self._title, most=_MAX_FOUND)
            if not records and len(query.strip()) == 1:  # fewer letters than the search looks for
                records = [one for one in record.every(session, self._kind) if self._begins(one, query)]
                records = records[:_MAX_FOUND]
            return self._labelled(session, [entry for entry in records if entry.id != self._but])

        self._context.ask(read, then)

    def _begins(self, found: E, letter: str) -> bool:
        """Return whether a word of its title begins with a letter."""
        return any(
            word.startswith(letter.strip().casefold()) for word in self._title(found).casefold().split()
        )

    def title(self, record_id: str, then: Callable[[str], None]) -> None:
        """Look up the title of a record."""

        def read(session: Session) -> str:
            try:
                return self._labelled(session, [record.find(session, self._kind, record_id)])[0][1]
            except NotFound:
                return self._context.words(NOT_HERE_YET)

        self._context.ask(read, then)

    def _labelled(self, session: Session, records: Sequence[E]) -> list[tuple[str, str]]:
        """Return titles with the reference of the case: two cases may have the same."""
        belong = {entry.id: str(getattr(entry, "case_id", "")) for entry in records}
        references = case.references(session, set(belong.values()) - {""}) if any(belong.values()) else {}
        of = {each_id: references.get(case_id, "") for each_id, case_id in belong.items()}
        return [
            (entry.id, " · ".join(part for part in (of.get(entry.id, ""), self._title(entry)) if part))
            for entry in records
        ]


class _SourcedFindings(Anywhere[Finding]):
    """Finds findings of the library, each with whom it is of."""

    def __init__(self, context: PageContext, title: Callable[[Finding], str]) -> None:
        super().__init__(context, Finding, title)

    def _labelled(self, session: Session, records: Sequence[Finding]) -> list[tuple[str, str]]:
        """Return statements with the body or author of their source."""
        bodies = source_bodies(session, records)
        return [
            (entry.id, " · ".join(filter(None, (self._title(entry), bodies.get(entry.source_id, "")))))
            for entry in records
        ]


@cache
def _zones() -> dict[str, str]:
    names = (bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds())
    return {name: name for name in names if "/" in name}


@cache
def _countries_in(language: str) -> dict[str, str]:
    return Translator(language).territories()


def _countries(words: Translator) -> dict[str, str]:
    return _countries_in(words.language)


@cache
def _languages_in(language: str) -> dict[str, str]:
    return Translator(language).languages()


def _languages(words: Translator) -> dict[str, str]:
    return _languages_in(words.language)
