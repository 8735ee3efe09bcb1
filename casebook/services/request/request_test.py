"""What a request must bring in a proceeding, what it brought, and until when more may come.

Every time limit is counted by the deadline engine: a deadline that the case keeps, or else a preview from the
event that starts it. Nothing is counted where the engine has no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from casebook.domain.library.instrument import Instrument
from casebook.domain.request.request_check import (
    LimitResult,
    RequestCheck,
    is_tested,
    result_of,
    routes_for,
    treaties_between,
    unread_instruments,
)
from casebook.domain.request.request_route import PaperStage, RequiredPapers, RouteLimit
from casebook.domain.request.request_test import PaperReceipt, RequestTest
from casebook.packs.request.required_paper import read_required_papers
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.deadline import deadline as deadlines
from casebook.services.deadline.deadline_details import counted_with
from casebook.store.registry import table_for

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
NO_LAW = gettext_noop(
    "What the law of this place and an agreement ask of a request, and until when, was not gathered: what is "
    "listed here, if anything, is not the whole test. Look among the deadline rules for those of this place."
)
OUTGOING_UNSURE = gettext_noop(
    "Whether the Extradition Law of the People’s Republic of China applies between the mainland and this "
    "place was not read: its articles on requests are not listed."
)
ARREST_UNLIMITED = gettext_noop(
    "An arrest is recorded. No time limit that runs from it was read for this State. There may be one: ask "
    "the court which, and from what day."
)
ARREST_RULE = gettext_noop(
    "An arrest is recorded, and time may be running by this rule: set the deadline from the event."
)
OF_NOTICE = gettext_noop("If the arrest rests on a notice of Interpol")
NOTICE = gettext_noop(
    "A red notice is not a request and not a warrant: what a State makes of it is a matter of its own law. "
    "Choose the stage “notice of Interpol” for what a notice must hold."
)
NO_ARREST_LIMIT = gettext_noop(
    "No time limit of provisional arrest was read for this route. There may be one: ask the court which, "
    "and from what day."
)
_PROVISIONAL = "provisional-arrest"
"""What starts the rules on an arrest before the papers, of `TRIGGERS`."""
_NO_RULE = gettext_noop("The deadline engine has no rule for it: nothing is counted.")
_NO_EVENT = gettext_noop("No event of the case starts it: add the event, or set the deadline from it.")


@entity
class _CaseRecords:
    """What the limits of a case are counted from, read once."""

    deadlines: tuple[Deadline, ...]
    events: tuple[Event, ...]
    rules: Mapping[str, Rule]
    proceedings: tuple[Proceeding, ...]
    instruments: tuple[Instrument, ...]

    def is_arrested(self, proceeding: Proceeding) -> bool:
        """Return whether an arrest is recorded in the chain of a proceeding, or in none."""
        of_chain = _chain_ids(proceeding, self.proceedings) | {""}
        return any(one.kind == "arrest" and one.proceeding_id in of_chain for one in self.events)


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
    with session.store.reading() as connection:
        instruments = tuple(table_for(Instrument).all(connection))
    records = _CaseRecords(
        deadlines=tuple(record.of_case(session, Deadline, case_id)),
        events=tuple(record.of_case(session, Event, case_id)),
        rules={rule.id: rule for rule in counted_with(session).rules()},
        proceedings=proceedings,
        instruments=instruments,
    )
    wanted_ids = {proceeding_id} if proceeding_id else _tested_ids(records) | {*tests}
    wanted = [one for one in proceedings if one.id in wanted_ids]
    country = case.jurisdiction.partition("-")[0]
    return tuple(_checked(session, one, tests.get(one.id), country, records) for one in wanted)


def _tested_ids(records: _CaseRecords) -> set[str]:
    """Return the proceedings about a request, and one at Interpol in which there was an arrest."""
    firsts = [chain[0] for chain in chains(records.proceedings)]
    tested_ids = {one.id for one in firsts if is_tested(one)}
    own_ids = {one.proceeding_id for one in records.events if one.kind == "arrest"}
    for one in firsts:
        is_own = bool(_chain_ids(one, records.proceedings) & own_ids)
        if one.kind == "interpol" and (is_own or (not tested_ids and records.is_arrested(one))):
            tested_ids.add(one.id)
    return tested_ids


def _checked(
    session: Session,
    proceeding: Proceeding,
    kept: RequestTest | None,
    country: str,
    records: _CaseRecords,
) -> RequestCheck:
    pack = required_papers()
    test = kept or RequestTest(id="", case_id=proceeding.case_id, proceeding_id=proceeding.id)
    is_arrested = records.is_arrested(proceeding)
    # Whether the engine can count the arrest says nothing on what must be there with it.
    shown: tuple[PaperStage, ...] = ("arrest", "provisional") if is_arrested else ()
    if any(one.kind == "interpol" for one in records.proceedings):
        shown = (*shown, "notice")
    routes = routes_for(pack, proceeding, country, {*test.stages, *shown})
    results = []
    for route in routes:
        limits = () if route.reading_level == "none" else route.limits
        counted = tuple(one for limit in limits for one in _limits(session, limit, proceeding, records))
        results.append(replace(result_of(pack, route, test, shown), limits=counted))
    between = treaties_between(records.instruments, proceeding, country)
    by_id = {one.id: one for one in records.instruments}
    unread = {one: by_id.get(one) for one in unread_instruments(routes, proceeding, between)}
    return RequestCheck(
        proceeding=proceeding,
        test=test,
        routes=tuple(results),
        unread_treaties={id_: treaty.title if treaty else id_ for id_, treaty in unread.items()},
        pack=pack.version,
        not_in_force=frozenset(
            id_ for id_, treaty in unread.items() if treaty and treaty.status != "in-force"
        ),
        country=country,
        is_arrested=is_arrested,
        arrest_rules=_arrest_rules(records.rules.values(), country) if is_arrested else (),
    )


def _arrest_rules(rules: Iterable[Rule], country: str) -> tuple[str, ...]:
    return tuple(
        one.title for one in rules if one.jurisdiction == country and one.trigger_event == _PROVISIONAL
    )


def remarks(check: RequestCheck) -> Iterator[tuple[str, str]]:
    """Yield what was not read or gathered for a test: of what, or "", and what that means."""
    for id_, title in check.unread_treaties.items():
        yield title, NOT_IN_FORCE if id_ in check.not_in_force else NOT_READ
    if check.is_own_law_unknown:
        yield "", NO_OWN_LAW if check.has_outgoing else NO_LAW
        yield from _of_arrest(check)
    if check.is_outgoing_unsure:
        yield "", OUTGOING_UNSURE
    if check.is_arrested and not check.has_notice:
        yield OF_NOTICE, NOTICE


def _of_arrest(check: RequestCheck) -> Iterator[tuple[str, str]]:
    """Yield that time may run from an arrest, which no route of the check limits."""
    if check.is_arrested and not check.arrest_rules:
        yield "", ARREST_UNLIMITED
    for title in check.arrest_rules:
        yield title, ARREST_RULE


def _limits(
    session: Session, limit: RouteLimit, proceeding: Proceeding, records: _CaseRecords
) -> Iterator[LimitResult]:
    if not limit.rule_ids:
        yield LimitResult(limit=limit, state="no-rule", why=_NO_RULE)
    of_chain = _chain_ids(proceeding, records.proceedings) | {""}
    for rule_id in limit.rule_ids:
        rule = records.rules.get(rule_id)
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
                rule=rule,
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
        return LimitResult(limit=limit, state="no-event", rule_id=rule.id, rule=rule, why=_NO_EVENT)
    try:
        working = deadlines.preview(session, event.id, rule.id)
    except CasebookError as error:
        return LimitResult(
            limit=limit,
            state="refused",
            rule_id=rule.id,
            rule=rule,
            event_id=event.id,
            why=error.title,
        )
    return LimitResult(
        limit=limit,
        state="counted",
        rule_id=rule.id,
        rule=rule,
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
