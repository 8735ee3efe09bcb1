"""What a request must bring in a proceeding, what it brought, and until when more may come.

Every time limit is counted by the deadline engine: a deadline that the case keeps, or else a preview from the
event that starts it. Nothing is counted where the engine has no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, chains
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trigger import TRIGGERS, is_started_by
from casebook.domain.request.request_check import (
    LimitResult,
    RequestCheck,
    is_tested,
    result_of,
    routes_for,
    unread_instruments,
)
from casebook.domain.request.request_route import PaperStage, RequiredPapers, RouteLimit
from casebook.domain.request.request_test import PaperReceipt, RequestTest
from casebook.packs.request.required_paper import read_required_papers
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case.proceeding import instrument_named
from casebook.services.deadline import deadline as deadlines
from casebook.services.deadline.deadline_details import counted_with

LAW_AS_OF = gettext_noop(
    "Chinese law was read in texts of April 2025; later changes were not seen. How well each article was "
    "read is said beside it: check the article before it is cited."
)
"""Stands on every page that rests on the pack."""
NOT_READ = gettext_noop(
    "The articles of this treaty on the papers of a request were not read. Nothing is computed from it: get "
    "its text from the gazette before the first hearing."
)
NOT_IN_FORCE = gettext_noop(
    "No text read shows that this treaty is in force. Nothing is computed from it: check how it stands today "
    "before the first hearing."
)
NO_OWN_LAW = gettext_noop(
    "What the law of this State and a treaty ask of a request, and until when, was not gathered. What is "
    "listed of the law of the requesting State is not the whole test. Look among the deadline rules for "
    "those of this State."
)
NO_ARREST_LIMIT = gettext_noop(
    "No time limit of provisional arrest was read for this route. There may be one: ask the court which, "
    "and from what day."
)
_NO_RULE = gettext_noop("The deadline engine has no rule for it: nothing is counted.")
_NO_EVENT = gettext_noop("No event of the case starts it: add the event, or set the deadline from it.")


@entity
class _CaseRecords:
    """What the limits of a case are counted from, read once."""

    deadlines: tuple[Deadline, ...]
    events: tuple[Event, ...]
    rules: Mapping[str, Rule]
    proceedings: tuple[Proceeding, ...]


@cache
def required_papers() -> RequiredPapers:
    """Return the pack, read once."""
    return read_required_papers()


def check(session: Session, case_id: str, proceeding_id: str = "") -> tuple[RequestCheck, ...]:
    """Return the test of the request in each proceeding about one, or in the one named.

    A test that was begun is always among them, as that of a decree before an administrative court.
    An appeal is about the same request as the proceeding it is from, which stands for both.

    Raises:
        NotFound: there is no such case or proceeding.
    """
    case = record.find(session, Case, case_id)
    proceedings = tuple(record.of_case(session, Proceeding, case_id))
    if proceeding_id:
        record.find(session, Proceeding, proceeding_id)
    tests = {one.proceeding_id: one for one in record.of_case(session, RequestTest, case_id)}
    first_ids = {chain[0].id for chain in chains(proceedings)}
    wanted_ids = {one.id for one in proceedings if is_tested(one) and one.id in first_ids} | {*tests}
    if proceeding_id:
        wanted_ids = {proceeding_id}
    wanted = [one for one in proceedings if one.id in wanted_ids]
    known = counted_with(session)
    records = _CaseRecords(
        deadlines=tuple(record.of_case(session, Deadline, case_id)),
        events=tuple(record.of_case(session, Event, case_id)),
        rules={rule.id: rule for rule in known.rules()},
        proceedings=proceedings,
    )
    country = case.jurisdiction.partition("-")[0]
    return tuple(_checked(session, one, tests.get(one.id), country, records) for one in wanted)


def _checked(
    session: Session,
    proceeding: Proceeding,
    kept: RequestTest | None,
    country: str,
    records: _CaseRecords,
) -> RequestCheck:
    pack = required_papers()
    test = kept or RequestTest(id="", case_id=proceeding.case_id, proceeding_id=proceeding.id)
    routes = routes_for(pack, proceeding, country)
    of_chain = _chain_ids(proceeding, records.proceedings) | {""}
    is_arrested = any(one.kind == "arrest" and one.proceeding_id in of_chain for one in records.events)
    # Whether the engine can count the arrest says nothing on what must be there with it.
    stages: tuple[PaperStage, ...] = ("arrest", "provisional") if is_arrested else ()
    results = []
    for route in routes:
        limits = () if route.reading_level == "none" else route.limits
        counted = tuple(one for limit in limits for one in _limits(session, limit, proceeding, records))
        results.append(replace(result_of(pack, route, test, stages), limits=counted))
    unread = {one: instrument_named(session, one) for one in unread_instruments(routes, proceeding)}
    return RequestCheck(
        proceeding=proceeding,
        test=test,
        routes=tuple(results),
        unread_treaties={id_: treaty.title if treaty else id_ for id_, treaty in unread.items()},
        pack=pack.version,
        not_in_force=frozenset(
            id_ for id_, treaty in unread.items() if treaty and treaty.status != "in-force"
        ),
    )


def remarks(check: RequestCheck) -> Iterator[tuple[str, str]]:
    """Yield what was not read or gathered for a test: of which treaty, or "", and what that means."""
    for id_, title in check.unread_treaties.items():
        yield title, NOT_IN_FORCE if id_ in check.not_in_force else NOT_READ
    if check.is_own_law_unknown:
        yield "", NO_OWN_LAW


def _limits(
    session: Session, limit: RouteLimit, proceeding: Proceeding, records: _CaseRecords
) -> Iterator[LimitResult]:
    if not limit.rule_ids:
        yield LimitResult(limit=limit, state="no-rule", why=_NO_RULE)
    of_chain = _chain_ids(proceeding, records.proceedings) | {""}
    for rule_id in limit.rule_ids:
        rule = records.rules.get(rule_id)
        title = rule.title if rule else ""
        kept = next(
            (
                one
                for one in records.deadlines
                if one.rule_id == rule_id and one.proceeding_id in of_chain and one.due_on
            ),
            None,
        )
        if kept is not None:
            yield LimitResult(
                limit=limit,
                state="kept",
                rule_id=rule_id,
                rule_title=title,
                event_id=kept.event_id,
                deadline_id=kept.id,
                due=kept.due,
                working=kept.working,
            )
        elif rule is None:
            yield LimitResult(limit=limit, state="no-rule", rule_id=rule_id, why=_NO_RULE)
        else:
            yield _counted(session, limit, rule, [e for e in records.events if e.proceeding_id in of_chain])


def _counted(session: Session, limit: RouteLimit, rule: Rule, events: list[Event]) -> LimitResult:
    """Return a limit counted from the event that is the very thing its rule runs from, where there is one."""
    event = next(
        (one for one in events if rule.trigger_event in TRIGGERS[one.kind] and is_started_by(one.kind, rule)),
        None,
    )
    if event is None:
        return LimitResult(
            limit=limit, state="no-event", rule_id=rule.id, rule_title=rule.title, why=_NO_EVENT
        )
    try:
        working = deadlines.preview(session, event.id, rule.id)
    except CasebookError as error:
        return LimitResult(
            limit=limit,
            state="refused",
            rule_id=rule.id,
            rule_title=rule.title,
            event_id=event.id,
            why=error.title,
        )
    return LimitResult(
        limit=limit,
        state="counted",
        rule_id=rule.id,
        rule_title=rule.title,
        event_id=event.id,
        due=working.due,
        working=working,
    )


def _chain_ids(proceeding: Proceeding, proceedings: tuple[Proceeding, ...]) -> set[str]:
    """Return the proceeding with what it came from and went on to."""
    chain = next(
        (one for one in chains(proceedings) if proceeding.id in {step.id for step in one}), (proceeding,)
    )
    return {step.id for step in chain}


def of_proceeding(session: Session, case_id: str, proceeding_id: str) -> RequestTest | None:
    """Return the kept test of a proceeding, or None."""
    tests = record.of_case(session, RequestTest, case_id)
    return next((one for one in tests if one.proceeding_id == proceeding_id), None)


def begin(session: Session, case_id: str, proceeding_id: str) -> RequestTest:
    """Return the test of a proceeding, a new one where there is none.

    Raises:
        NotFound: there is no such case or proceeding.
        InvalidInput: the proceeding is of another case.
    """
    proceeding = record.find(session, Proceeding, proceeding_id)
    if proceeding.case_id != case_id:
        raise InvalidInput(
            "This proceeding does not belong to the case.",
            field="proceeding",
            remedy="Choose a proceeding of the case.",
        )
    kept = of_proceeding(session, case_id, proceeding_id)
    if kept is not None:
        return kept
    return form.add(session, RequestTest(id=session.ids(), case_id=case_id, proceeding_id=proceeding_id))


def receive(session: Session, test_id: str, receipt: PaperReceipt) -> RequestTest:
    """Keep what arrived of a required paper, in place of what was kept of it.

    Raises:
        NotFound: there is no such test, or no document with an ID in it.
        InvalidInput: the pack has no such paper; a missing one cannot have arrived.
    """
    if all(one.id != receipt.paper_id for one in required_papers().papers):
        raise InvalidInput(
            Message("There is no required paper “{paper}”.", paper=receipt.paper_id),
            field="paper",
            remedy="Choose one from the list.",
        )
    held = record.find(session, RequestTest, test_id)
    others = tuple(one for one in held.receipts if one.paper_id != receipt.paper_id)
    return form.change(session, replace(held, receipts=(*others, receipt)), seen=held)
