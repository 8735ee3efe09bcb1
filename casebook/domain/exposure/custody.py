"""Stages of custody that lie ahead, with their longest lengths and access to a lawyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.exposure.offence import Offence
from casebook.domain.library.reading_level import ReadingLevel

StageRelevance = Literal["applies", "possible"]
LastStep = Literal["met", "open", "not-met"]
"""Whether a band in question allows the last months of a stage that need a longer penalty."""
_DAYS_OF_MONTH = 30
"""Months are drawn as thirty days, as the pack reckons them."""


@entity
class CustodyStage:
    """A stage of custody or a measure without it.

    Attributes:
        longest: in words, without restarts unless said.
        longest_hours, longest_days, longest_months: the same as a number; None for no limit stated.
        longest_with_restart_months: with the one restart that the text allows.
        last_months: of `longest_months`, those that only a penalty of `last_needs_months` or more allows;
            None where no part of it needs one.
        last_needs_months: months of imprisonment that must be possible for them.
        from_on, to_on: when the text holds; None where open.
        who_decides, lawyer_access, family_notice, review: as the articles read provide.
        chapters, offence_ids: the offences it is for, beside those of a supervision commission; none for all.
    """

    id: str
    title: str
    title_zh: str
    law: str
    pinpoint: str
    longest: str
    longest_hours: int | None
    longest_days: int | None
    longest_months: int | None
    longest_with_restart_months: int | None
    last_months: int | None
    last_needs_months: int | None
    can_restart: bool
    from_on: date | None
    to_on: date | None
    who_decides: str
    lawyer_access: str
    family_notice: str
    review: str
    note: str
    chapters: tuple[str, ...]
    offence_ids: tuple[str, ...]
    level: ReadingLevel
    url: str

    @property
    def days(self) -> int:
        """Return its longest length in days, months as thirty; 0 where no limit is stated."""
        if self.longest_months:
            return self.longest_months * _DAYS_OF_MONTH
        return self.longest_days or (1 if self.longest_hours else 0)

    @property
    def cited(self) -> str:
        """Return law and articles."""
        return f"{self.law}, {self.pinpoint}"

    def holds_on(self, on: date) -> bool:
        """Return whether the text holds on a day."""
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or on <= self.to_on)


@entity
class CustodyPath:
    """Stages one after another until a final judgment; the sums are our reckoning.

    Attributes:
        longest: the sum in words.
        shorter: the sum without the last months of a stage that need a longer penalty.
    """

    id: str
    title: str
    stage_ids: tuple[str, ...]
    longest: str
    shorter: str
    note: str


class StageAhead(NamedTuple):
    """A stage that lies ahead.

    Attributes:
        relevance: whether it applies to this offence, or only where something else is so.
        why: the reason.
    """

    stage: CustodyStage
    relevance: StageRelevance
    why: Message

    @property
    def is_of_duty_crime(self) -> bool:
        """Return whether it lies ahead only if the charge is connected with a duty crime."""
        return self.why == _IF_DUTY


class Bar(NamedTuple):
    """A stage drawn in time.

    Attributes:
        start_days: days before it begins, if each before took its longest.
        days: its length.
        open_days: of these, the last ones of which is not known whether the penalty allows them.
    """

    stage: CustodyStage
    start_days: int
    days: int
    open_days: int = 0


_ALWAYS = frozenset(
    {"summons", "bail", "investigation", "review-for-prosecution", "first-instance", "appeal"}
)
_OF_COMMISSION = frozenset(
    {
        "compelled-appearance-sl",
        "guanhu",
        "liuzhi-2018",
        "liuzhi-2025",
        "zeling-houcha",
        "detention-after-liuzhi",
    }
)
_APPLIES = Message("applies to every case under the Criminal Procedure Law")
_BY_POLICE = Message("investigated by police or a state security body")
_SECURITY = Message("the special rules of state-security and terrorism cases apply")
_ARGUABLE = Message("whether the special rules of terrorism cases reach this article is open to argument")
_NO_HOME = Message("possible without a fixed home in the city or county of the case, whatever the charge")
_DUTY = Message("investigated by a supervision commission")
_IF_DUTY = Message("only if the charge is connected with a duty crime")
_DEATH = Message("a band of the offence allows death")
_ABSENT = Message("the article on trial in absentia names this offence")
_ABSENT_APPROVED = Message("named for trial in absentia, with approval of the Supreme People's Procuratorate")
_ASSETS = Message("possible after a year's wanted notice, or death; the offence is of a kind it reaches")
_NETWORK_FRAUD = Message("possible after a year's wanted notice, or death, if it is telecom or network fraud")
_FRAUD = "cl-266"
_TERROR = Message("possible after a prison term for terrorism or extremism")


def stages_ahead(
    stages: Sequence[CustodyStage], offence: Offence, *, may_be_death: bool, on: date
) -> tuple[StageAhead, ...]:
    """Return the stages that lie ahead of a person charged with an offence, in the order of the pack.

    Args:
        stages: of the pack; those not read or not in force on `on` are left out.
        offence: the charge; stages of the mainland do not hold for the law of Hong Kong.
        may_be_death: a band that comes into question allows death.
        on: the day for which the texts in force are chosen.
    """
    if not offence.is_mainland:
        return ()
    reasons = {**_reasons(offence, may_be_death=may_be_death), **_assets(stages, offence)}
    return tuple(
        StageAhead(stage, *reasons[stage.id])
        for stage in stages
        if stage.id in reasons and stage.level != "none" and stage.holds_on(on)
    )


def _reasons(offence: Offence, *, may_be_death: bool) -> Mapping[str, tuple[StageRelevance, Message]]:
    reasons: dict[str, tuple[StageRelevance, Message]] = dict.fromkeys(_ALWAYS, ("applies", _APPLIES))
    if offence.investigator == "supervision":
        reasons |= dict.fromkeys(_OF_COMMISSION, ("applies", _DUTY))
    else:
        reasons["police-detention"] = ("applies", _BY_POLICE)
        if offence.liuzhi == "if-connected-with-a-duty-crime":
            reasons |= dict.fromkeys(_OF_COMMISSION, ("possible", _IF_DUTY))
    reasons["rsdl"] = {
        "yes": ("applies", _SECURITY),
        "arguable": ("possible", _ARGUABLE),
    }.get(offence.security_rules, ("possible", _NO_HOME))  # type: ignore[assignment]
    if may_be_death:
        reasons["death-review"] = ("possible", _DEATH)
    if offence.absentia not in {"", "no"}:
        why = _ABSENT if offence.absentia == "yes" else _ABSENT_APPROVED
        reasons["in-absentia"] = ("possible", why)
    if offence.chapter == "terrorism-extremism":
        reasons["placement-education"] = ("possible", _TERROR)
    return reasons


def _assets(stages: Sequence[CustodyStage], offence: Offence) -> Mapping[str, tuple[StageRelevance, Message]]:
    """Return confiscation without conviction, where the offence is of a kind that it reaches."""
    id_ = "confiscation-without-conviction"
    stage = next((one for one in stages if one.id == id_), None)
    if stage is None:
        return {}
    is_named = offence.chapter in stage.chapters or offence.id in stage.offence_ids
    if is_named or offence.investigator == "supervision":
        return {id_: ("possible", _ASSETS)}
    return {id_: ("possible", _NETWORK_FRAUD)} if offence.id == _FRAUD else {}


def path_of(paths: Sequence[CustodyPath], offence: Offence) -> CustodyPath | None:
    """Return the way through custody that fits an offence; None for the law of Hong Kong."""
    if not offence.is_mainland:
        return None
    wanted = "ordinary-longest"
    if offence.investigator == "supervision":
        wanted = "duty-crime-longest"
    elif offence.security_rules == "yes":
        wanted = "security-longest"
    return next((path for path in paths if path.id == wanted), None)


def bars(path: CustodyPath, stages: Sequence[CustodyStage], last: LastStep = "met") -> tuple[Bar, ...]:
    """Return the stages of a way through custody in time, each as long as it can be.

    Args:
        path: the way.
        stages: of the pack.
        last: whether a penalty allows the last months that need one; left out where none does.
    """
    drawn, start = [], 0
    for stage in stages_of(path, stages):
        last_days = (stage.last_months or 0) * _DAYS_OF_MONTH
        days = stage.days - (last_days if last == "not-met" else 0)
        drawn.append(Bar(stage, start, days, last_days if last == "open" else 0))
        start += days
    return tuple(drawn)


def stages_of(path: CustodyPath, stages: Sequence[CustodyStage]) -> tuple[CustodyStage, ...]:
    """Return the stages of a way through custody that were read, one after another."""
    by_id = {stage.id: stage for stage in stages if stage.level != "none"}
    return tuple(by_id[id_] for id_ in path.stage_ids if id_ in by_id)
