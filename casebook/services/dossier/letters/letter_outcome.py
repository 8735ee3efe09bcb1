"""What became of the clients, as a letter prints it: without notes and without who reported it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.outcome import (
    BECAME_TITLES,
    CHANNEL_TITLES,
    END_TITLES,
    RESULT_TITLES,
    SENTENCE_TITLES,
    SUBJECT_TITLES,
    SURENESS_TITLES,
    AssuranceOutcome,
    Outcome,
    OutcomeEntry,
)
from casebook.services.dossier.letters.letter_text import proofs

Evidence = OutcomeEntry | AssuranceOutcome


def outcome_values(outcomes: Iterable[Outcome], words: Translator) -> dict[str, str]:
    """Return the fields on how the case ended for the client; none where several clients have an outcome.

    Args:
        outcomes: of the clients, as the recipient may have them.
        words: of the letter.
    """
    kept = tuple(outcomes)
    if len(kept) != 1:
        return {}
    (one,) = kept
    return {
        "case.outcome": words(END_TITLES[one.ended]),
        "case.outcome_date": _day(one.ended_on, words),
        "case.outcome_way": words(CHANNEL_TITLES[one.channel]) if one.channel else "",
        "case.outcome_state": words.territory_name(one.requesting) if one.requesting else "",
        "case.outcome_news": _day(one.latest_news_on, words),
    }


def outcome_lists(
    outcomes: Iterable[Outcome], names: Mapping[str, str], marks: Mapping[str, str], words: Translator
) -> dict[str, list[dict[str, str]]]:
    """Return what became of the clients, and of the assurances given for them.

    Args:
        outcomes: of the clients, as the recipient may have them.
        names: of the clients by ID.
        marks: numbers of the enclosed exhibits by ID of the document; no other paper is named.
        words: of the letter.
    """
    kept = tuple(outcomes)
    return {
        "outcomes": [
            {"person": names.get(outcome.person_id, ""), "text": _became(one, words)}
            | _known(one, one.on, marks, words)
            for outcome in kept
            for one in outcome.ordered
        ],
        "assurance_outcomes": [
            {
                "person": names.get(outcome.person_id, ""),
                "about": words(SUBJECT_TITLES[one.about]),
                "result": words(RESULT_TITLES[one.result]),
            }
            | _known(one, one.on, marks, words)
            for outcome in kept
            for one in outcome.assurances
        ],
    }


def without(outcome: Outcome, may_go: Callable[[Evidence], bool]) -> Outcome:
    """Return an outcome without some of its entries, and without the day of news that may be theirs.

    Args:
        outcome: as recorded.
        may_go: whether an entry stays.
    """
    entries = tuple(one for one in outcome.entries if may_go(one))
    assurances = tuple(one for one in outcome.assurances if may_go(one))
    if (entries, assurances) == (outcome.entries, outcome.assurances):
        return outcome
    return replace(outcome, entries=entries, assurances=assurances, last_news_on=None)


def places_of(one: Evidence) -> tuple[Pinpoint, ...]:
    """Return the place in a document that an entry rests on, if it does."""
    return (one.pinpoint,) if one.pinpoint is not None else ()


def _became(one: OutcomeEntry, words: Translator) -> str:
    what = words(BECAME_TITLES[one.became])
    term = words.count("{number} month", "{number} months", one.months) if one.months else ""
    sentence = ", ".join(filter(None, (words(SENTENCE_TITLES[one.sentence]) if one.sentence else "", term)))
    return words.bracketed(what, sentence) if sentence else what


def _known(
    one: Evidence, on: StatedDate | None, marks: Mapping[str, str], words: Translator
) -> dict[str, str]:
    return {
        "date": _day(on, words),
        "sureness": words(SURENESS_TITLES[one.sureness]),
        "proof": "; ".join(proofs(places_of(one), marks)),
    }


def _day(on: StatedDate | None, words: Translator) -> str:
    """Return a day in words, "" where it is not known; never the words in which somebody stated it."""
    return in_words(replace(on, words=""), words) if on is not None and not on.is_unknown else ""
