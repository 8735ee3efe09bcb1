"""Holds what a route asks for against what arrived.

What nobody read is never computed with: a paper known from no text is a question, and a treaty whose articles
were not read gives no list at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime, RecordedInterpretation
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.instrument import Instrument, InstrumentStatus
from casebook.domain.request.request_route import (
    PaperAuthority,
    PaperStage,
    RequestRoute,
    RequiredPaper,
    RequiredPapers,
    RouteKind,
    RouteLimit,
)
from casebook.domain.request.request_test import PaperReceipt, Quality, RequestTest

PaperVerdict = Literal[
    "arrived", "incomplete", "missing", "unclear", "not-looked", "not-required", "not-read"
]
LimitState = Literal["kept", "counted", "no-event", "no-rule", "refused"]
_HONG_KONG = "hk-"
_NEAR_MAINLAND = frozenset({"HK", "MO", "TW"})
"""No text read says whether the mainland's law on requests to foreign States applies to these."""
_REQUESTS = frozenset({"extradition", "surrender-hong-kong"})
_OF_REQUESTED: frozenset[RouteKind] = frozenset(["treaty", "general-law"])
_NO_TREATY: frozenset[InstrumentStatus] = frozenset(["negotiating"])
_REVIEWS = frozenset({"judicial-review", "detention-review"})
"""Of a decision that may be on a request, as a court does of a decree."""


@entity
class PaperResult:
    """A required paper and what arrived of it.

    Attributes:
        verdict: `not-read` where no text was read that asks for it: a question, not a lack; `not-required`
            where the text permits it only; `unclear` where it cannot be said whether it is there.
        lacking: qualities that what arrived lacks.
    """

    paper: RequiredPaper
    receipt: PaperReceipt
    verdict: PaperVerdict
    lacking: tuple[Quality, ...] = ()

    @property
    def is_lack(self) -> bool:
        """Return whether it is known to be missing or defective."""
        return self.verdict in {"missing", "incomplete"}


@entity
class LimitResult:
    """A time limit of a route, as the deadline engine counts it in this case.

    Attributes:
        state: `kept` a deadline of the case, `counted` now from an event, else why there is no date.
        rule_id: the rule, or "".
        rule: the same; None where the packs do not hold it.
        event_id: the event it is counted from, or "".
        deadline_id: the deadline that the case keeps, or "".
        due: when it ends.
        working: the calculation, with its steps.
        why: what stands in the way where there is no date.
    """

    limit: RouteLimit
    state: LimitState
    rule_id: str = ""
    rule: Rule | None = None
    event_id: str = ""
    deadline_id: str = ""
    due: DueTime | None = None
    working: CalculationRecord | None = None
    why: str | Message = ""

    @property
    def rule_title(self) -> str:
        """Return the title of the rule, or ""."""
        return self.rule.title if self.rule else ""

    @property
    def rule_period(self) -> Period | None:
        """Return the period of the rule where the list of papers names none; else None."""
        return self.rule.period if self.rule and not self.limit.period else None

    @property
    def runs_from(self) -> str:
        """Return what it runs from: as the list of papers says, or else the rule."""
        return self.limit.runs_from or (self.rule.trigger if self.rule and self.rule_period else "")

    @property
    def readings(self) -> tuple[RecordedInterpretation, ...]:
        """Return the interpretations of the rule, the earliest day first; none where all give one day."""
        held = self.working.readings if self.working and self.due else ()
        readings = tuple(sorted(held, key=lambda one: one.due.order))
        return readings if len({one.due for one in readings}) > 1 else ()

    @property
    def safe(self) -> DueTime | None:
        """Return the earliest day of any interpretation, safe under every one; None without a day."""
        return self.readings[0].due if self.readings else self.due

    @property
    def latest(self) -> DueTime | None:
        """Return the last day that an interpretation of the rule gives; None where all give one day."""
        return self.readings[-1].due if self.readings else None


@entity
class RouteResult:
    """A route with all that it asks for.

    Attributes:
        is_left_out: counsel decided that it does not apply.
    """

    route: RequestRoute
    papers: tuple[PaperResult, ...]
    authorities: tuple[PaperAuthority, ...]
    limits: tuple[LimitResult, ...] = ()
    is_left_out: bool = False

    @property
    def lacks(self) -> tuple[PaperResult, ...]:
        """Return the papers known to be missing or defective."""
        return tuple(one for one in self.papers if one.is_lack)

    @property
    def has_unread_arrest_limit(self) -> bool:
        """Return whether no text was read that limits a provisional arrest under the law of the route."""
        kinds = {one.limit.kind for one in self.limits}
        return self.route.kind in _OF_REQUESTED and "provisional" not in kinds


@entity
class RequestCheck:
    """The test of the request in one proceeding.

    Attributes:
        test: as kept, or an empty one where nobody has begun.
        unread_treaties: the titles of those that may apply and of whose articles on papers nothing was read,
            by ID; an ID that the registry does not know stands for its title.
        pack: its version.
        not_in_force: IDs of those of `unread_treaties` of which no text read shows that they are in force.
        country: ISO 3166 code of the requested State.
        is_arrested: an arrest is recorded in the proceeding, or of none.
        arrest_rules: titles of the deadline rules of that State which a provisional arrest starts.
    """

    proceeding: Proceeding
    test: RequestTest
    routes: tuple[RouteResult, ...]
    unread_treaties: Mapping[str, str]
    pack: str
    not_in_force: frozenset[str] = frozenset()
    country: str = ""
    is_arrested: bool = False
    arrest_rules: tuple[str, ...] = ()

    @property
    def is_own_law_unknown(self) -> bool:
        """Return whether no law or treaty of the requested State on such papers was gathered."""
        return not any(one.route.kind in _OF_REQUESTED for one in self.routes)

    @property
    def has_outgoing(self) -> bool:
        """Return whether the law of the requesting State on its requests is listed."""
        return any(one.route.kind == "outgoing" for one in self.routes)

    @property
    def is_outgoing_unsure(self) -> bool:
        """Return whether no text read says if the mainland's law on requests applies to this place."""
        return self.country in _NEAR_MAINLAND and not _is_hong_kong(self.proceeding)

    @property
    def has_notice(self) -> bool:
        """Return whether what a notice of Interpol must hold is listed."""
        return any(one.route.kind == "notice" for one in self.routes)

    @property
    def lacks(self) -> tuple[PaperResult, ...]:
        """Return every paper known to be missing or defective, by route."""
        return tuple(one for route in self.routes if not route.is_left_out for one in route.lacks)

    @property
    def not_looked(self) -> tuple[PaperResult, ...]:
        """Return every paper that nobody has looked for yet."""
        return tuple(
            one
            for route in self.routes
            if not route.is_left_out
            for one in route.papers
            if one.verdict == "not-looked"
        )


def is_tested(proceeding: Proceeding) -> bool:
    """Return whether a proceeding is about a request that can be tested."""
    is_reviewed = proceeding.kind in _REVIEWS and bool(proceeding.requested_by)
    return is_reviewed or proceeding.kind in _REQUESTS or bool(proceeding.instrument_id)


def routes_for(
    pack: RequiredPapers, proceeding: Proceeding, country: str, stages: Collection[PaperStage] = ()
) -> tuple[RequestRoute, ...]:
    """Return the routes that can apply: treaties, general law, the requesting State's own, a notice.

    A treaty applies where the proceeding names it, or names none. A model asks nothing of a request; nor does
    the law of the requesting State on what others must send it. The rules on notices apply at their stage.

    Args:
        pack: all routes.
        proceeding: about the request.
        country: ISO 3166 code of the requested State.
        stages: of the request, as chosen or as the case shows them.
    """
    order: Mapping[RouteKind, int] = {"treaty": 0, "general-law": 1, "outgoing": 2, "notice": 3}
    found = [route for route in pack.routes if _applies(route, proceeding, country)]
    if "notice" in stages:
        found += [route for route in pack.routes if route.kind == "notice"]
    return tuple(sorted(found, key=lambda route: order[route.kind]))


def _is_hong_kong(proceeding: Proceeding) -> bool:
    return proceeding.kind == "surrender-hong-kong"


def _is_of_requesting(route: RequestRoute, proceeding: Proceeding) -> bool:
    """Return whether the treaty of a route is that of who requests, Hong Kong or the mainland."""
    return route.instrument_id.startswith(_HONG_KONG) == _is_hong_kong(proceeding)


def _applies(route: RequestRoute, proceeding: Proceeding, country: str) -> bool:
    if route.kind == "outgoing":
        return country not in {route.state, *_NEAR_MAINLAND} and not _is_hong_kong(proceeding)
    if route.state != country or route.kind not in _OF_REQUESTED:
        return False
    if route.kind == "general-law":
        return True
    if proceeding.instrument_id:
        return route.instrument_id == proceeding.instrument_id
    return _is_of_requesting(route, proceeding)


def treaties_between(
    instruments: Iterable[Instrument], proceeding: Proceeding, country: str
) -> tuple[str, ...]:
    """Return the IDs of the treaties of the requesting side with a State, whatever their status.

    Args:
        instruments: of the registry.
        proceeding: about the request; none is added to a treaty that it names.
        country: ISO 3166 code of the requested State.
    """
    kind = "surrender-agreement" if _is_hong_kong(proceeding) else "extradition-treaty"
    party = "HKSAR" if _is_hong_kong(proceeding) else "PRC"
    return tuple(
        one.id
        for one in instruments
        if not proceeding.instrument_id
        and (one.kind, one.china_party, one.country) == (kind, party, country)
        and one.status not in _NO_TREATY
    )


def unread_instruments(
    routes: tuple[RequestRoute, ...], proceeding: Proceeding, between: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the treaties that may apply here and of whose articles on papers nothing was read.

    Args:
        routes: that can apply.
        proceeding: about the request.
        between: IDs of the treaties that the registry has between the two.
    """
    read = {
        one.instrument_id
        for one in routes
        if one.kind in {"treaty", "outgoing"} and one.reading_level != "none"
    }
    of_routes = (
        one.instrument_id for one in routes if one.is_treaty_unread and _is_of_requesting(one, proceeding)
    )
    named = [proceeding.instrument_id, *of_routes, *between]
    return tuple(one for one in dict.fromkeys(named) if one and one not in read)


def result_of(
    pack: RequiredPapers, route: RequestRoute, test: RequestTest, stages: Iterable[PaperStage] = ()
) -> RouteResult:
    """Return what a route asks for at the stages of a test, held against what arrived.

    Args:
        pack: all papers.
        route: one of its routes.
        test: of the request, with what arrived.
        stages: what the case itself shows, whether or not a person chose it.
    """
    asked = {"all", *test.stages, *stages}
    if "provisional" in asked:
        asked.add("arrest")  # what must be there before an arrest must be there before a provisional one
    papers = (one for one in pack.papers_of(route.id) if one.stage in asked)
    return RouteResult(
        route=route,
        papers=tuple(_result(paper, test.receipt(paper.id)) for paper in papers),
        authorities=pack.authorities_of(route.id),
        is_left_out=route.id in test.left_out,
    )


def _result(paper: RequiredPaper, receipt: PaperReceipt) -> PaperResult:
    if paper.reading_level == "none":
        return PaperResult(paper=paper, receipt=receipt, verdict="not-read")
    is_whole = receipt.arrival == "arrived" and not receipt.lacking
    if paper.is_permitted and not is_whole:
        return PaperResult(paper=paper, receipt=receipt, verdict="not-required", lacking=receipt.lacking)
    verdict: PaperVerdict = "not-looked"
    if receipt.arrival in {"missing", "unclear"}:
        verdict = receipt.arrival
    elif receipt.arrival == "in-part" or receipt.lacking:
        verdict = "incomplete"
    elif receipt.arrival == "arrived":
        verdict = "arrived"
    return PaperResult(paper=paper, receipt=receipt, verdict=verdict, lacking=receipt.lacking)
