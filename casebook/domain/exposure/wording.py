"""The steps of a computed exposure in words, each with the text it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.amount import amount_words
from casebook.domain.exposure.band import CONFISCATIONS, FINES, Band
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.reading import ExposureQuestion, ReadingKind, StatedQuantity
from casebook.domain.exposure.step import ExposureStep, Steps
from casebook.domain.exposure.threshold import Assumption, Measured, Threshold


def cited(offence: Offence) -> str:
    """Return how an offence is cited."""
    return f"{offence.source}, {offence.article}"


def band_words(band: Band) -> Message:
    """Return a band by its number and condition."""
    return Message("Band {number} ({condition})", number=band.number, condition=Message(band.condition))


def act_step(question: ExposureQuestion) -> ExposureStep:
    """Return the step on the day of the act; days that the charge does not state exactly are ours."""
    if not question.is_day_exact:
        return _taken_days_step(question)
    if question.from_on is None or question.from_on == question.on:
        return ExposureStep(Message("The act is alleged to have ended on {day}.", day=question.on))
    return ExposureStep(
        Message(
            "The act is alleged to have gone on from {first} to {last}; the text of the last day is "
            "computed here.",
            first=question.from_on,
            last=question.on,
        ),
        is_ours=True,
    )


def _taken_days_step(question: ExposureQuestion) -> ExposureStep:
    if question.from_on is None or question.from_on == question.on:
        words = Message(
            "Computed here for an act that ended on {day}, by the text of that day.", day=question.on
        )
    else:
        words = Message(
            "Computed here for an act from {first} to {last}, by the text of the last day.",
            first=question.from_on,
            last=question.on,
        )
    return ExposureStep(words, is_ours=True)


def version_step(offence: Offence, version: OffenceVersion, on: date) -> ExposureStep:
    """Return the step on the text that is read."""
    amendment = version.amended_by
    if version.level != "document":
        words = Message(
            "Text in force from {first} on, as reported by others ({amendment}).",
            first=version.from_on,
            amendment=amendment,
        )
    elif version.to_on is None:
        words = Message(
            "Text in force from {first} on, as read in April 2025 ({amendment}).",
            first=version.from_on,
            amendment=amendment,
        )
    else:
        words = Message(
            "Text in force from {first} to {last} ({amendment}).",
            first=version.from_on,
            last=version.to_on,
            amendment=amendment,
        )
    if version.from_on > on:
        words = Message("Later than the act: {words}", words=words)
    return ExposureStep(words, cited(offence), version.level, version.amendment)


def unseen_step(law: PenalLaw, threshold: Threshold) -> Steps:
    """Return the step on figures whose first day nobody read, taken as in force; none where it was read."""
    if threshold.instrument_id not in law.unseen_days:
        return ()
    words = Message(
        "Taken as in force on the day of the act: {title}.",
        title=law.interpretations[threshold.instrument_id].title,
    )
    return (ExposureStep(words, threshold_place(law, None, threshold), threshold.level, is_ours=True),)


def if_in_force(law: PenalLaw, threshold: Threshold, on: date) -> Message:
    """Return what must be so for figures to stand beside earlier ones: of a text that reaches back to no act.

    No text where it reaches back, where its first day was read, or where that can be taken as past.
    """
    id_ = threshold.instrument_id
    if id_ not in law.unseen_days or id_ in law.judicial_interpretations or threshold.is_in_force(on):
        return NO_MESSAGE
    title = law.interpretations[id_].title
    return Message("if the figures of {title} were in force on {day}", title=title, day=on)


def later_figures_steps(
    law: PenalLaw, offence: Offence, version: OffenceVersion, threshold: Threshold, on: date
) -> Steps:
    """Return the steps on figures that all came after the act: the rule, and whose figures held on that day.

    Args:
        law: the law.
        offence: charged.
        version: the text whose bands are compared.
        threshold: a figure of the later interpretation.
        on: the day of the act.
    """
    rule = law.general["interpretation-time"]
    steps = (
        *time_step(law, threshold, is_new=True),
        ExposureStep(Message(rule.statement), rule.cited, rule.level),
    )
    if threshold.instrument_id in law.unseen_days:
        return steps
    others = [
        one
        for one in offence.thresholds
        if one.act == threshold.act and one.level != "none" and not one.is_of(version.from_on)
    ]
    return (*steps, *_of_that_day(law, others, on))


def _of_that_day(law: PenalLaw, others: Sequence[Threshold], on: date) -> Iterator[ExposureStep]:
    """Yield each interpretation in force on a day whose figures are those of another text of the article."""
    ids = dict.fromkeys(one.instrument_id for one in others if one.instrument_id)
    for one in (law.interpretations[id_] for id_ in ids if id_ not in law.unseen_days):
        if one.from_on <= on and (one.to_on is None or on <= one.to_on):
            words = Message(
                "In force on the day of the act: {title}. Its figures were read with the bands of an earlier "
                "text of the article; whether they hold for this text is open.",
                title=Message(one.title),
            )
            yield ExposureStep(words, is_ours=True)


def time_step(law: PenalLaw, threshold: Threshold, *, is_new: bool) -> Steps:
    """Return the step on an interpretation later than the act; a first day that nobody read is not said."""
    rule = law.general["interpretation-time"]
    source = threshold_place(law, None, threshold)
    title = Message(law.interpretations[threshold.instrument_id].title)
    if threshold.instrument_id in law.unseen_days:
        new = Message(
            "Compared with {title}, which may be later than the act. No earlier figures for this kind of act "
            "and this text are compared here.",
            title=title,
        )
        better = Message("{title}, which may be later than the act, is better for the accused.", title=title)
    else:
        day = threshold.from_on
        new = Message(
            "Compared with {title}, in force from {day}: later than the act. No earlier figures for this "
            "kind of act and this text are compared here.",
            title=title,
            day=day,
        )
        better = Message("{title}, from {day}, is better for the accused.", title=title, day=day)
    words = new if is_new else better
    if threshold.instrument_id in law.unseen_days - law.judicial_interpretations:
        # The rule on time is of interpretations alone: that no earlier figures stand against these is ours.
        return (ExposureStep(words, source, threshold.level, is_ours=is_new),)
    return (ExposureStep(words, rule.cited, rule.level),)


def both(first: Message, second: Message) -> Message:
    """Return two assumptions as one; no text stands for none."""
    if first and second:
        return Message("{words}; {others}", words=first, others=second)
    return first or second


def unit_steps(offence: Offence, version: OffenceVersion) -> Steps:
    """Return the step on whom the bands of a unit are for; none where the text has no rule on units."""
    if not version.unit_rule:
        return ()
    words = Message("Taken as a person responsible in a unit: {rule}", rule=Message(version.unit_rule))
    return (ExposureStep(words, cited(offence), version.level, version.amendment),)


def measure_steps(
    law: PenalLaw,
    offence: Offence,
    stated: StatedQuantity,
    measure: str,
    measured: Measured,
    band: Band | None,
) -> Steps:
    """Return the steps from an amount to the band it reaches."""
    steps = [*_compared(stated, measure), *((_assumed(measured.unless),) if measured.unless else ())]
    if measured.reached is not None and band is not None:
        steps.append(figure_step(law, offence, measured.reached, band))
    elif band is not None:
        steps.append(
            ExposureStep(
                Message("{band} asks for no figure of this measure.", band=band_words(band)), cited(offence)
            )
        )
    elif measured.unless:
        steps.append(ExposureStep(Message("It reaches no band where that is assumed."), is_working=True))
    else:
        steps.append(
            ExposureStep(
                Message("It reaches no band by this measure: it is below every figure compared."),
                is_working=True,
            )
        )
    if measured.following is not None:
        following = measured.following
        steps.append(
            ExposureStep(
                Message(
                    "The next figure, {figure} for band {number}, is not reached.",
                    figure=_figure(following),
                    number=following.band,
                ),
                threshold_place(law, offence, following),
                following.level,
            )
        )
    return tuple(steps)


def assumed_steps(
    law: PenalLaw,
    offence: Offence,
    stated: StatedQuantity,
    measure: str,
    assumption: Assumption,
    band: Band | None,
) -> Steps:
    """Return the steps from an amount to a band that it reaches on an assumption."""
    steps = [*_compared(stated, measure), _assumed(assumption.words)]
    if band is not None:
        steps.append(figure_step(law, offence, assumption.threshold, band))
    return tuple(steps)


def band_step(offence: Offence, version: OffenceVersion, band: Band | None) -> Steps:
    """Return the step on the penalty of a band."""
    if band is None:
        return ()
    if band.is_term_only:
        words = Message("{band}: {term}.", band=band_words(band), term=band.term)
        return (ExposureStep(words, cited(offence), band.level, version.amendment),)
    fine = Message(FINES[band.fine])
    if band.money:
        fine = Message("{measure}, {rule}", measure=Message(band.money), rule=fine)
    words = Message(
        "{band}: {term}; fine: {fine}; confiscation of property: {confiscation}.",
        band=band_words(band),
        term=band.term,
        fine=fine,
        confiscation=Message(CONFISCATIONS[band.confiscation]),
    )
    return (ExposureStep(words, cited(offence), band.level, version.amendment),)


def taken_step(kind: ReadingKind, of_day: Band, version: OffenceVersion, band: Band) -> ExposureStep:
    """Return the step on a band with which no fact was compared: why it and no other of its text is taken.

    Args:
        kind: ``taken``, or ``only-band`` where the text of the day has one.
        of_day: the band of the text of the day.
        version: the text that is read.
        band: of that text.
    """
    is_later = band is not of_day
    if kind == "taken" and is_later:
        return ExposureStep(
            Message(
                "Band {day} of the text of the day is taken as given: an act within it can fall into band "
                "{number} of this text. No fact was compared with either.",
                day=of_day.number,
                number=band.number,
            )
        )
    if kind == "taken":
        return ExposureStep(
            Message("Band {number} is taken as given: no fact was compared with it.", number=band.number)
        )
    words = Message("The text has one band: its element must still be proved.")
    if len(version.bands) > 1:
        words = Message(
            "One band of this text is taken, band {number}: an act within the one band of the text of the "
            "day can fall into it. Its element must still be proved.",
            number=band.number,
        )
    return ExposureStep(words, is_working=True)


def doubts_of(version: OffenceVersion, thresholds: Iterable[Threshold]) -> tuple[Message, ...]:
    """Return what is doubtful about a text and the figures it was measured by."""
    doubts = filter(None, (version.doubt, *(each.doubt for each in thresholds)))
    return tuple(map(Message, dict.fromkeys(doubts)))


def lighter_period_step(law: PenalLaw) -> ExposureStep:
    """Return the step on the period where a later text is applied: our reading, which must be argued."""
    rule = law.limitation_rules["lim-lighter-law"]
    return ExposureStep(Message(rule.statement), rule.cited, rule.level, is_ours=rule.is_inferred)


def _compared(stated: StatedQuantity, measure: str) -> Iterator[ExposureStep]:
    """Yield what is compared: the figure as stated, then what it is measured by, which is never stated."""
    yield ExposureStep(stated_words(stated), is_ours=bool(stated.derivation))
    words = Message("Measured here by the figures of the law for: {measure}.", measure=Message(measure))
    if not stated.measure:
        words = Message(
            "The charge does not say of what; taken here as: {measure}.", measure=Message(measure)
        )
    yield ExposureStep(words, is_ours=True)


def stated_words(stated: StatedQuantity) -> Message:
    """Return a figure, with how it was worked out where it is not itself stated."""
    amount = stated.quantity.words
    if not stated.derivation:
        return Message("{amount}.", amount=amount)
    return Message("{amount}, worked out here: {derivation}.", amount=amount, derivation=stated.derivation)


def _assumed(words: Message) -> ExposureStep:
    return ExposureStep(Message("Assumed: {words}.", words=words), is_ours=True)


def figure_step(law: PenalLaw, offence: Offence, threshold: Threshold, band: Band) -> ExposureStep:
    """Return the step on the figure from which a band begins."""
    words = Message(
        "{band} begins at {figure}.",
        band=band_words(band),
        figure=_figure(threshold),
    )
    return ExposureStep(words, threshold_place(law, offence, threshold), threshold.level)


def _figure(threshold: Threshold) -> Message:
    """Return a figure in words, with the range where the province chooses it."""
    least = amount_words(threshold.from_amount or 0, threshold.unit)
    if not threshold.highest:
        return least
    most = amount_words(threshold.highest, threshold.unit)
    return Message("{least} to {most}, as the province chooses", least=least, most=most)


def worded_steps(
    law: PenalLaw, offence: Offence, version: OffenceVersion, on: date
) -> Iterator[ExposureStep]:
    """Yield each threshold of a text that is in words: nothing is compared with it."""
    for one in offence.worded_of(version, on):
        band = version.band(one.band)
        if band is None or band.level == "none":
            continue
        words = Message(
            "{band}, {measure}, in words with which nothing is compared: {text}.",
            band=band_words(band),
            measure=Message(one.measure),
            text=Message(one.text),
        )
        if one.from_on > on and one.instrument_id not in law.unseen_days:
            words = Message("From {day}, later than the act: {words}", day=one.from_on, words=words)
        yield ExposureStep(words, threshold_place(law, offence, one), one.level)


def threshold_place(law: PenalLaw, offence: Offence | None, threshold: Threshold) -> str:
    """Return where a figure stands."""
    if threshold.is_statute:
        return cited(offence) if offence else ""
    title = law.interpretations[threshold.instrument_id].cited
    return f"{title}, {threshold.pinpoint}" if threshold.pinpoint else title
