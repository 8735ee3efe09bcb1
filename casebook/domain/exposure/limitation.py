"""When prosecution is time-barred (追诉时效): the step, the day it lapses, and what stops it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.deadline.day_counter import add_months
from casebook.domain.exposure.band import Band, years
from casebook.domain.exposure.step import ExposureStep, Steps
from casebook.domain.library.reading_level import ReadingLevel

FilingBody = Literal["", "police", "state-security", "procuratorate", "court", "supervision"]
"""Who filed the case; "" where it is not known."""
FilingDoubt = Literal["", "before-act", "ahead"]
LimitationState = Literal[
    "runs",
    "filed-in-time",
    "suspended",
    "filed-late",
    "filed-about-end",
    "commission-only",
    "before-act",
    "ahead",
]
_YEAR = 12
_LEAP_DAY = (2, 29)
LAST_COUNTED_YEAR = 9900


@entity
class LimitationStep:
    """A step of article 87.

    Attributes:
        from_months, below_months: the maxima it is for; None where open.
        is_for_life_or_death: the step of bands with life or death.
        years: the period.
    """

    id: str
    maximum: str
    from_months: int | None
    below_months: int | None
    is_for_life_or_death: bool
    years: int
    law: str
    pinpoint: str
    examples: str
    level: ReadingLevel

    def covers(self, band: Band) -> bool:
        """Return whether it is the step of a band's maximum; figures include themselves (art. 99)."""
        if band.life or band.death:
            return self.is_for_life_or_death
        months = band.max_months
        if months is None or self.is_for_life_or_death:
            return False
        return (self.from_months or 0) <= months and (self.below_months is None or months < self.below_months)


@entity
class LawRule:
    """A rule of law in our own words.

    Attributes:
        is_inferred: our reading, not a text.
        is_advice: what the office should do; on no paper.
        unread: what belongs to it and nobody read, for the office only.
    """

    id: str
    law: str
    pinpoint: str
    statement: str
    is_inferred: bool
    is_advice: bool
    unread: str
    level: ReadingLevel

    @property
    def cited(self) -> str:
        """Return law and place."""
        return f"{self.law}, {self.pinpoint}" if self.pinpoint else self.law


@entity
class CaseFiling:
    """When and by whom the case was filed (立案), and whether evasion is asserted.

    Attributes:
        on: the day, or the first one possible; None where not stated.
        last_on: the last day possible, where the day is not exact; else None.
        body: who filed it.
        is_evasion_asserted: the State names facts that it calls evasion.
        doubt: the day stated is before the act ended, or lies ahead: nothing follows from it.
    """

    on: date | None = None
    last_on: date | None = None
    body: FilingBody = ""
    is_evasion_asserted: bool = False
    doubt: FilingDoubt = ""

    @property
    def day(self) -> date | Message:
        """Return the day as it is said to be: between two where it is not exact."""
        first = self.on or date.min
        if self.last_on is None or self.last_on == first:
            return first
        if self.last_on == date.max:
            return Message("a day from {first} on", first=first)
        return Message("a day from {first} to {last}", first=first, last=self.last_on)


@entity
class Limitation:
    """The period of one band.

    Attributes:
        years: the period.
        runs_from_on: the day the act ended.
        lapses_on: the anniversary on which it ends.
        state: what a filing does to it.
        can_be_approved_later: after it prosecution is still possible, with an approval.
        unless: what would lift it, where the State asserts evasion; no text for nothing.
        steps: the working.
    """

    years: int
    runs_from_on: date
    lapses_on: date
    state: LimitationState
    can_be_approved_later: bool
    unless: Message
    steps: Steps


def filing_doubt(first_on: date, last_on: date, act_on: date, today_on: date) -> FilingDoubt:
    """Return why nothing follows from a day of filing; "" where something can.

    Args:
        first_on: the first day that the filing can have been on.
        last_on: the last one.
        act_on: the first day on which the act can have ended.
        today_on: the day of asking.
    """
    if first_on > today_on:
        return "ahead"
    return "before-act" if last_on < act_on else ""


def limitation_of(
    band: Band,
    ended_on: date,
    filing: CaseFiling,
    steps: tuple[LimitationStep, ...],
    *,
    is_day_exact: bool = True,
) -> Limitation | None:
    """Return the period of a band; None where its maximum is not known or no step was read.

    Args:
        band: the band.
        ended_on: the day the act ended.
        filing: what is known of the filing of the case.
        steps: of the pack.
        is_day_exact: the charge states that day itself.

    LAW: Criminal Law of the PRC, arts. 87 to 89, 99.
    """
    step = next((each for each in steps if each.level != "none" and each.covers(band)), None)
    if step is None or ended_on.year > LAST_COUNTED_YEAR:
        return None
    lapses_on = add_months(ended_on, step.years * _YEAR)
    state = _state(filing, lapses_on)
    return Limitation(
        years=step.years,
        runs_from_on=ended_on,
        lapses_on=lapses_on,
        state=state,
        can_be_approved_later=step.is_for_life_or_death,
        unless=_unless(state) if filing.is_evasion_asserted else NO_MESSAGE,
        steps=(
            *_run_steps(step, band, ended_on, lapses_on, is_day_exact=is_day_exact),
            ExposureStep(_state_words(state, filing.day), f"{step.law}, art. 88(1)", step.level),
            *_approval_steps(step),
        ),
    )


def _run_steps(
    step: LimitationStep, band: Band, ended_on: date, lapses_on: date, *, is_day_exact: bool
) -> Steps:
    """Return the steps on how long a period is, and from when to when it runs."""
    working = [
        ExposureStep(
            Message(
                "The maximum of the band ({maximum}) has a period of {years} years.",
                maximum=_maximum(band),
                years=step.years,
            ),
            f"{step.law}, {step.pinpoint}, art. 99",
            step.level,
        ),
        ExposureStep(
            _run(ended_on, lapses_on, is_day_exact=is_day_exact), f"{step.law}, art. 89(1)", step.level
        ),
    ]
    if (ended_on.month, ended_on.day) == _LEAP_DAY:
        leap_day = Message("The act ended on 29 February: the anniversary may be a day later.")
        working.append(ExposureStep(leap_day, is_working=True))
    return tuple(working)


def _approval_steps(step: LimitationStep) -> Steps:
    """Return the step on what is possible after the longest period; none for another."""
    if not step.is_for_life_or_death:
        return ()
    words = Message(
        "After {years} years prosecution is still possible with the approval of the Supreme People's "
        "Procuratorate, and not without it.",
        years=step.years,
    )
    return (ExposureStep(words, f"{step.law}, {step.pinpoint}", step.level),)


def _run(ended_on: date, lapses_on: date, *, is_day_exact: bool) -> Message:
    """Return from when to when a period runs."""
    if is_day_exact:
        return Message(
            "It runs from the day the act is alleged to have ended, {day}, and ends on its anniversary, "
            "{end}.",
            day=ended_on,
            end=lapses_on,
        )
    return Message(
        "It runs from the day the act is taken here to have ended, {day}, and ends on its anniversary, "
        "{end}.",
        day=ended_on,
        end=lapses_on,
    )


def _maximum(band: Band) -> Message:
    if band.death:
        return Message("death")
    if band.life:
        return Message("life imprisonment")
    return years(band.max_months or 0)


def _state(filing: CaseFiling, lapses_on: date) -> LimitationState:
    if filing.on is None:
        return "runs"
    if filing.doubt:
        return filing.doubt
    if filing.on > lapses_on:
        return "filed-late"
    if filing.last_on is not None and filing.last_on > lapses_on:
        return "filed-about-end"
    if filing.body == "supervision":
        return "commission-only"
    return "suspended" if filing.is_evasion_asserted else "filed-in-time"


def doubt_words(doubt: FilingDoubt, on: date | Message) -> Message:
    """Return why nothing follows from a day of filing."""
    if doubt == "ahead":
        return Message(
            "The day of filing that is stated, {day}, lies ahead: nothing is computed from it.", day=on
        )
    return Message(
        "The case is said to have been filed on {day}, before the act is alleged to have ended: what that "
        "does to the period is not computed.",
        day=on,
    )


_STATE_WORDS: Mapping[LimitationState, str] = {
    "runs": gettext_noop(
        "It ends then unless the case was filed or accepted before, and the person evades investigation "
        "or trial; no day of filing is stated."
    ),
    "filed-in-time": gettext_noop(
        "The case is said to have been filed on {day}, within the period; without evasion the period "
        "still ends: both are needed."
    ),
    "suspended": gettext_noop(
        "The case is said to have been filed on {day}, within the period, and the State asserts evasion: "
        "only if both are proved there is no limit."
    ),
    "filed-about-end": gettext_noop(
        "The case is said to have been filed on {day}: whether that was before the period had ended is open."
    ),
    "filed-late": gettext_noop(
        "The case is said to have been filed on {day}, after the period had ended: filing does not revive it."
    ),
    "commission-only": gettext_noop(
        "A supervision commission is said to have filed the case on {day}; the article names procuratorates, "
        "police, state security bodies and courts, not commissions: whether that filing counts is open to "
        "argument."
    ),
}


_NO_LIMIT_IF_FILED = gettext_noop(
    "unless the case was filed or accepted before it ended and evasion is proved: then there is no limit "
    "(art. 88)"
)
_UNLESS: Mapping[LimitationState, str] = {
    "runs": _NO_LIMIT_IF_FILED,
    "before-act": _NO_LIMIT_IF_FILED,
    "ahead": _NO_LIMIT_IF_FILED,
    "filed-about-end": _NO_LIMIT_IF_FILED,
    "suspended": gettext_noop(
        "unless the filing within it and evasion are both proved: then there is no limit (art. 88)"
    ),
    "commission-only": gettext_noop(
        "unless a filing by a commission counts, which is open to argument, and evasion is proved: then "
        "there is no limit (art. 88)"
    ),
}


def _unless(state: LimitationState) -> Message:
    """Return what evasion, which the State asserts, would do to a period; no text where it does nothing."""
    return Message(_UNLESS[state]) if state in _UNLESS else NO_MESSAGE


def filing_steps(filing: CaseFiling) -> Steps:
    """Return what a filing and evasion mean where no one band is taken; none where that is nothing."""
    if filing.doubt or not (filing.on or filing.is_evasion_asserted):
        return ()
    if filing.on is None:
        words = Message(
            "The State asserts evasion and no day of filing is stated: a band has no limit only if the case "
            "was filed or accepted within its period and evasion is proved."
        )
    elif filing.is_evasion_asserted:
        words = Message(
            "The case is said to have been filed on {day}, and the State asserts evasion: a band has no "
            "limit only if that day was within its period and both are proved.",
            day=filing.day,
        )
    else:
        words = Message(
            "The case is said to have been filed on {day}; without evasion the period of each band "
            "still ends.",
            day=filing.day,
        )
    return (ExposureStep(words, "Criminal Law, art. 88(1)"),)


def _state_words(state: LimitationState, on: date | Message) -> Message:
    """Return what a filing on a day does to the period."""
    if state in {"before-act", "ahead"}:
        return doubt_words("ahead" if state == "ahead" else "before-act", on)
    words = _STATE_WORDS[state]
    return Message(words) if state == "runs" else Message(words, day=on)
