"""Outcomes in words, in one language: for lists, papers and the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from casebook.base.i18n import Translator
from casebook.domain.base.date import in_words
from casebook.domain.case.outcome import (
    BECAME_TITLES,
    CHANNEL_TITLES,
    END_TITLES,
    RESULT_TITLES,
    SENTENCE_TITLES,
    SOURCE_TITLES,
    SUBJECT_TITLES,
    SURENESS_TITLES,
    OutcomeSource,
    SentenceKind,
    Sureness,
)
from casebook.domain.case.packed_outcome import (
    COARSENESS_TITLES,
    TERM_TITLES,
    PackedAssurance,
    PackedEntry,
    PackedOutcome,
    is_return,
    stated_period,
)
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.services.case.outcome_ledger import UNSTATED, LedgerOrigin, LedgerRow, LedgerTable

_TITLES: Mapping[str, str] = dict((*END_TITLES.items(), *SUBJECT_TITLES.items(), *RESULT_TITLES.items()))
"""Categories that are no State."""


class OutcomeTexts:
    """The texts of outcomes.

    Args:
        words: the language.
    """

    def __init__(self, words: Translator) -> None:
        self._words = words

    def period(self, period: str) -> str:
        """Return a month or year in words, "" where there is none."""
        stated = stated_period(period)
        return in_words(stated, self._words) if stated else ""

    def country(self, code: str) -> str:
        """Return the name of a State, or that it is not stated."""
        return self._words.territories().get(code, code) if code else self._words("not stated")

    def states(self, row: PackedOutcome) -> str:
        """Return where the person was and which State wanted the person."""
        here, there = self.country(row.requested), self.country(row.requesting)
        if not row.requested:
            return there
        if is_return(row):
            return f"{here} → {there}"
        return self._words("{here}; wanted by {there}", here=here, there=there)

    def route(self, row: PackedOutcome) -> str:
        """Return way and treaty, as far as they are stated."""
        channel = self._words(CHANNEL_TITLES[row.channel]) if row.channel else ""
        return " · ".join(filter(None, (channel, row.instrument)))

    def end(self, row: PackedOutcome) -> str:
        """Return how it ended."""
        return self._words(END_TITLES[row.ended])

    def known(self, source: OutcomeSource, sureness: Sureness) -> str:
        """Return from what something is known, and how surely."""
        return self._words.list_of(
            (self._words(SOURCE_TITLES[source]), self._words(SURENESS_TITLES[sureness]))
        )

    def sentence(self, kind: SentenceKind, term: str) -> str:
        """Return a sentence and its term in words; "" for none."""
        return self._words.list_of(filter(None, (self._words(SENTENCE_TITLES[kind]) if kind else "", term)))

    def entry(self, entry: PackedEntry) -> str:
        """Return what became of the person: when, what, and the sentence."""
        term = self._words(TERM_TITLES[entry.term]) if entry.term else ""
        what, sentence = self._words(BECAME_TITLES[entry.became]), self.sentence(entry.sentence, term)
        if sentence:
            what = self._words.bracketed(what, sentence)
        return " ".join(filter(None, (entry.on, what)))

    def people(self, row: PackedOutcome) -> str:
        """Return of how many people a row is true."""
        return self._words.count("{number} person", "{number} people", row.people)

    def entries(self, row: PackedOutcome) -> str:
        """Return all that became of the person."""
        return "; ".join(map(self.entry, row.entries))

    def assurance(self, one: PackedAssurance) -> str:
        """Return what was promised and what became of it."""
        return self._words.labelled(
            self._words(SUBJECT_TITLES[one.about]), self._words(RESULT_TITLES[one.result])
        )

    def assurances(self, row: PackedOutcome) -> str:
        """Return what became of all assurances."""
        return "; ".join(map(self.assurance, row.assurances))

    def coarseness(self, row: PackedOutcome) -> str:
        """Return what was left out of a row."""
        return self._words(COARSENESS_TITLES[row.coarseness])

    def line(self, row: PackedOutcome) -> str:
        """Return a row in one line."""
        parts = (
            self.people(row),
            self.end(row),
            self.period(row.on),
            self.states(row),
            self.route(row),
            self.entries(row),
            self.assurances(row),
        )
        return " · ".join(part for part in parts if part)

    def half(self, row: PackedOutcome) -> str:
        """Return that a row says only kept, or only breached, of an assurance."""
        words = self._words
        if any(one.result == "kept" for one in row.assurances):
            return words("one half alone: whether it was also breached is not stated")
        return words("one half alone: whether it was also kept is not stated")

    def remarks(self, line: LedgerRow) -> list[str]:
        """Return what stands beside a line: what is no longer reported, missing, or fits no other line."""
        words, remarks = self._words, []
        if line.pack is not None and line.standing:
            day = words.format_date(line.pack.made_on)
            remarks.append(
                words("as last reported on {day}; no longer in the newest pack", day=day)
                if line.standing == "fallen"
                else words("as reported on {day}; the row of the newest pack was not taken", day=day)
            )
        if line.earlier is not None:
            day = words.format_date(line.earlier.made_on)
            remarks.append(words("an earlier pack, of {day}: {number}", day=day, number=line.earlier_people))
        if line.is_half:
            remarks.append(self.half(line.row))
        if line.doubled_by:
            remarks.append(words("another signer reports the same, perhaps of the same people"))
        return [*remarks, *([self.beyond_whole(line)] if line.ended_people else [])]

    def beyond_whole(self, line: LedgerRow) -> str:
        """Return that a row counts more people than rows say to have ended so."""
        words, ended = self._words, line.ended_people
        if line.row.people > ended:
            return words("more people than the rows say ended so: {number}", number=ended)
        return words("with its other results more people than the rows say ended so: {number}", number=ended)

    def origin(self, line: LedgerRow) -> str:
        """Return whose a line is."""
        return self.whose(line.origin)

    def whose(self, origin: LedgerOrigin) -> str:
        """Return whose lines are."""
        words = self._words
        return {
            "own": words("our own case"),
            "others": words("reported by others"),
            "uncompared": words("reported by others, signer not compared"),
        }[origin]

    def pack(self, pack: OutcomePack) -> str:
        """Return from where the rows of a pack come: day, digest, signer, and what its author states."""
        words = self._words
        signer = (
            words("The card of its signer was compared.")
            if pack.was_compared
            else words("The card of its signer was not compared: who signed it is not known.")
        )
        return words(
            "Signed pack of {day}, SHA-256 {digest}, by the device {device}. Its author states: people in "
            "each row at least {number}; nobody here can check that. {signer}",
            day=words.format_date(pack.made_on),
            digest=" ".join(textwrap.wrap(pack.digest, 16)),  # a word of 64 letters fits no column
            device=pack.signer[:16],
            number=pack.threshold,
            signer=signer,
        )

    def table(self, table: LedgerTable) -> str:
        """Return the title of numbers."""
        words = self._words
        whose = words("our own cases") if table.origin == "own" else self.whose(table.origin)
        what = words("People by State") if table.counts == "people" else words("Assurances by result")
        return words.bracketed(what, whose)

    def category(self, name: str) -> str:
        """Return a category of numbers in words; "" is the total."""
        words = self._words
        if not name:
            return words("Total")
        if name == UNSTATED:
            return words("not stated")
        return words(_TITLES[name]) if name in _TITLES else self.country(name)

    def number(self, number: int | None) -> str:
        """Return a number, or the sign of one that is hidden."""
        return "•" if number is None else str(number)
