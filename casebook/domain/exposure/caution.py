"""What a reader of a computed exposure must know, and what nobody read that may bear on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from casebook.base.message import Message
from casebook.domain.exposure.law import READ_UNTIL, PenalLaw
from casebook.domain.exposure.limitation import doubt_words
from casebook.domain.exposure.offence import LAW_FROM_ON, Offence, OffenceVersion
from casebook.domain.exposure.reading import ExposureQuestion, ExposureReading
from casebook.domain.exposure.unit import has_nothing_of_units


def unseen_days_of(law: PenalLaw, readings: Sequence[ExposureReading]) -> tuple[str, ...]:
    """Return the titles of interpretations that readings were measured by and whose first day nobody read."""
    used = dict.fromkeys(id_ for one in readings for id_ in one.instrument_ids)
    return tuple(law.interpretations[id_].title for id_ in used if not law.interpretations[id_].is_day_seen)


def cautions_of(
    law: PenalLaw, offence: Offence, question: ExposureQuestion, version: OffenceVersion
) -> Iterator[Message]:
    """Yield what is printed with the answer."""
    began = question.from_on
    if began is not None and offence.is_mainland and began < LAW_FROM_ON:
        yield Message(
            "What was done before 1 October 1997 falls under the law of 1979, which is not covered."
        )
    if began is not None and began < version.from_on:
        yield _crossing(law, offence, began, version)
    if question.entity == "unit" and has_nothing_of_units(offence):
        yield Message(
            "Charged as the act of a unit: no figure or penalty of its own for units is among what was read; "
            "what is shown is that of the article."
        )
    if question.on > READ_UNTIL:
        yield Message(
            "The act is alleged to have ended after April 2025: what is computed assumes that the texts had "
            "not changed since."
        )
    if not offence.is_mainland:  # the rules below, on filing and evasion, are of the mainland alone
        yield Message("No period of limitation of this law is computed.")
        return
    if question.filing.doubt and question.filing.on is not None:
        yield doubt_words(question.filing.doubt, question.filing.day)
    if "supervision" in {offence.investigator, question.filing.body}:
        rule = law.limitation_rules["lim-evasion-supervision"]
        yield Message("{rule} ({source})", rule=Message(rule.statement), source=Message(rule.cited))


def is_crossing(offence: Offence, began: date | None, version: OffenceVersion) -> bool:
    """Return whether an act went on from an earlier text of its article into that of its last day."""
    return began is not None and offence.versions[0].from_on <= began < version.from_on


def _crossing(law: PenalLaw, offence: Offence, began: date, version: OffenceVersion) -> Message:
    """Return what holds of an act that began before the text that is read."""
    if is_crossing(offence, began, version):
        return Message(
            "The act began under an earlier text of the article, which ended before {day}. Which of two "
            "texts that both punish an act applies where it went on past the change is not decided here: the "
            "text of the last day is computed, and the earlier one may be lighter.",
            day=version.from_on,
        )
    if not offence.is_mainland:
        return _before_other_law(law, offence, version)
    crossing = law.limitation_rules["lim-crossing"]
    return Message(
        "The act began before the text that was in force when it ended ({day}). {rule} ({source})",
        day=version.from_on,
        rule=Message(crossing.statement),
        source=Message(crossing.cited),
    )


def _before_other_law(law: PenalLaw, offence: Offence, version: OffenceVersion) -> Message:
    """Return what holds of an act that began before a law of Hong Kong: no rule of the mainland does."""
    words = Message(
        "The act began before {day}, the first day of this law: what was done before that day is not covered "
        "here.",
        day=version.from_on,
    )
    own = next(
        (
            rule
            for rule in law.jurisdiction
            if rule.is_of(offence.law) and rule.connection == "time" and rule.level != "none"
        ),
        None,
    )
    if own is None:
        return words
    return Message(
        "{words} {statement} It is not retroactive. ({source})",
        words=words,
        statement=Message(own.statement),
        source=Message(own.cited),
    )


def unread_of(
    law: PenalLaw, offence: Offence, version: OffenceVersion, began: date | None = None
) -> Iterator[Message]:
    """Yield what nobody read and may bear on the offence: for the office only."""
    yield Message("Changes of the law after April 2025 were not seen.")
    yield from _unread_texts(offence)
    if is_crossing(offence, began, version):
        yield Message(law.limitation_rules["lim-crossing"].unread)
    if offence.earlier == "not-read":
        yield Message("A text before {day} exists and was not read.", day=offence.versions[0].from_on)
    for band in version.bands:
        if band.level == "none":
            yield Message(
                "Band {number} of the text of {day} was not read: {condition}.",
                number=band.number,
                day=version.from_on,
                condition=Message(band.condition),
            )
    instruments = dict.fromkeys(one.instrument_id for one in offence.thresholds if one.instrument_id)
    for instrument in (law.interpretations[id_] for id_ in instruments):
        title = Message(instrument.title)
        if instrument.unread:
            yield Message("{title}: {unread}", title=title, unread=Message(instrument.unread))
        if not instrument.is_day_seen:
            yield Message(
                "{title}: in force from {day} by general knowledge: check acts near it.",
                title=title,
                day=instrument.from_on,
            )
    unread = {one.unread: one.measure for one in offence.thresholds if one.unread}
    for text, measure in unread.items():
        yield Message("Figure of {measure}: {unread}", measure=Message(measure), unread=Message(text))
    of_periods = law.limitation_rules
    yield Message(of_periods["lim-start"].unread if offence.is_mainland else of_periods["lim-hk"].statement)


def _unread_texts(offence: Offence) -> Iterator[Message]:
    if offence.unread:
        yield Message(offence.unread)
    for text in offence.versions:
        if text.unread:
            yield Message(
                "Text of {day} ({amendment}): {unread}",
                day=text.from_on,
                amendment=text.amended_by,
                unread=Message(text.unread),
            )
