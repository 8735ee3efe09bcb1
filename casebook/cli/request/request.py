"""``request``: what a request must bring, what it brought, and until when more may come."""

from __future__ import annotations

from pathlib import Path

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import values
from casebook.domain.base.field import made
from casebook.domain.request.request_check import LimitResult, PaperResult, RequestCheck, RouteResult
from casebook.domain.request.request_route import LimitKind, RequestRoute
from casebook.domain.request.request_test import PaperReceipt
from casebook.services.case import case
from casebook.services.request import request_test

_LIMITS: dict[LimitKind, str] = {
    "provisional": "Papers after provisional arrest",
    "supplement": "Supplements asked for",
    "takeover": "Taking the person over",
}


def check(*, vault: Path, case_name: str, proceeding: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        result = request_test.check(session, case.named(session, case_name).id, proceeding)
    document = {
        "checks": [_check(one) for one in result],
        "law_as_of": request_test.LAW_AS_OF,
    }
    answer(document, lambda: _words(result), json_wanted=json)


def begin(*, vault: Path, case_name: str, proceeding: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        test = request_test.begin(session, case.named(session, case_name).id, proceeding)
    answer(test, f"The test is {test.id}.", json_wanted=json)


def receive(*, vault: Path, test_id: str, given: str, passphrase_file: Path | None, json: bool) -> None:
    receipt = made(PaperReceipt, values(PaperReceipt, given, ()))
    with unlocked(vault, passphrase_file) as session:
        test = request_test.receive(session, test_id, receipt)
    answer(test, f"Changed the test {test.id}.", json_wanted=json)


def routes(*, state: str, json: bool) -> None:
    pack = request_test.required_papers()
    rows = [one for one in pack.routes if not state or one.state == state.upper()]
    document = {
        "pack": pack.version,
        "routes": [{**_route_json(one), "papers": len(pack.papers_of(one.id))} for one in rows],
    }
    head = ["state", "kind", "read", "route", "id"]
    words = table(head, [[one.state, one.kind, one.read, one.title, one.id] for one in rows])
    answer(document, words, json_wanted=json)


def _route_json(route: object) -> dict[str, object]:
    names = ("id", "kind", "state", "title", "instrument_id", "reading_level", "read", "reported_in")
    more = ("as_of", "url", "confidence", "channel", "language", "authentication", "notes")
    return {name: getattr(route, name) for name in (*names, *more)}


def _check(result: RequestCheck) -> dict[str, object]:
    return {
        "proceeding_id": result.proceeding.id,
        "test_id": result.test.id,
        "stages": result.test.stages,
        "pack": result.pack,
        "treaties_not_read": [
            {"instrument_id": id_, "title": title, "is_in_force": id_ not in result.not_in_force}
            for id_, title in result.unread_treaties.items()
        ],
        "remarks": [{"about": title, "what": what} for title, what in request_test.remarks(result)],
        "lacks": [one.paper.id for one in result.lacks],
        "not_looked": [one.paper.id for one in result.not_looked],
        "routes": [_result(one) for one in result.routes],
    }


def _result(result: RouteResult) -> dict[str, object]:
    return {
        **_route_json(result.route),
        "is_left_out": result.is_left_out,
        "papers": [_paper(one) for one in result.papers],
        "limits": [_limit(one) for one in result.limits],
        "note_on_arrest": request_test.NO_ARREST_LIMIT if result.has_unread_arrest_limit else "",
        "authorities": [
            {
                name: getattr(one, name)
                for name in (
                    *("id", "court", "decided", "number", "side", "text"),
                    *("reading_level", "read", "reported_in", "url"),
                )
            }
            for one in result.authorities
        ],
    }


def _paper(result: PaperResult) -> dict[str, object]:
    names = ("id", "stage", "what", "form", "by", "article", "due", "missing", "argument")
    more = ("reading_level", "read", "reported_in", "url", "confidence")
    return {
        **{name: getattr(result.paper, name) for name in (*names, *more)},
        "verdict": result.verdict,
        "lacking": result.lacking,
        "receipt": result.receipt if result.verdict != "not-looked" else None,
    }


def _limit(result: LimitResult) -> dict[str, object]:
    limit, working = result.limit, result.working
    return {
        "kind": limit.kind,
        "period": limit.period,
        "rule_period": str(result.rule_period or ""),
        "runs_from": result.runs_from,
        "runs_to": limit.runs_to,
        "how": limit.how,
        "consequence": limit.consequence,
        "state": result.state,
        "rule_id": result.rule_id,
        "event_id": result.event_id,
        "deadline_id": result.deadline_id,
        "due": result.due.on if result.due else None,
        "latest_arguable": result.latest.on if result.latest else None,
        "why": str(result.why),
        "citation": working.basis.citation if working else "",
        "trace": [
            {"day": step.day, "counts": step.counts, "text": step.text, "value": step.value_on or step.value}
            for step in (working.chosen.steps if working and working.chosen else ())
        ],
    }


def _words(result: tuple[RequestCheck, ...]) -> str:
    words = Translator()
    if not result:
        return "The case has no proceeding about a request, and no arrest in one at Interpol."
    parts = []
    for one in result:
        parts.append(f"{one.proceeding.forum} {one.proceeding.number}".strip())
        parts += [
            f"{words(title)}: {words(what)}" if title else words(what)
            for title, what in request_test.remarks(one)
        ]
        for route in one.routes:
            parts += _route_words(route.route)
            parts.append(_paper_words(route))
            parts += [_lack_words(item) for item in route.lacks if item.paper.missing]
            parts += [_limit_words(item, words) for item in route.limits]
            parts += [words(request_test.NO_ARREST_LIMIT)] if route.has_unread_arrest_limit else []
            parts += [f"{item.side}: {item.court} {item.decided}: {item.text}" for item in route.authorities]
    return "\n".join((*parts, words(request_test.LAW_AS_OF)))


def _route_words(route: RequestRoute) -> list[str]:
    """Return how and when a route was read, and what else is known of it."""
    as_of = f"; text of: {route.as_of}" if route.as_of else ""
    note = [f"Note: {route.notes}"] if route.notes else []
    return [f"{route.title} (read: {route.read}{as_of})", *note]


def _paper_words(route: RouteResult) -> str:
    """Return the papers of a route, and by when a text wants one where it names a time."""
    rows = [[item.verdict, item.paper.article, item.paper.what, item.paper.id] for item in route.papers]
    if not rows:
        return "No paper is listed."
    due = (f"{item.paper.id} due: {item.paper.due}" for item in route.papers if item.paper.due)
    return "\n".join((table(["state", "article", "paper", "id"], rows), *due))


def _lack_words(result: PaperResult) -> str:
    """Return what follows where a paper is missing or defective."""
    return f"{result.paper.id} {result.verdict}: {result.paper.missing}"


def _limit_words(result: LimitResult, words: Translator) -> str:
    limit, period = result.limit, result.limit.period or str(result.rule_period or "")
    rows = (
        ("Rule", result.rule_title),
        *_ends(result, words),
        ("Period of the rule" if result.readings or result.rule_period else "Period", period),
        ("From", result.runs_from),
        ("To", limit.runs_to),
        ("How", limit.how),
        ("Consequence", limit.consequence),
    )
    lines = [f"  {name}: {text.rstrip('.')}." for name, text in rows if text]
    return "\n".join((f"{_LIMITS[limit.kind]}:", *lines))


def _ends(result: LimitResult, words: Translator) -> list[tuple[str, str]]:
    """Return the day on which a limit ends: of several interpretations the earliest first, as it is safe."""
    if result.due is None:
        return [("Ends", str(result.why))]
    days = [f"{one.due.format(words)} ({one.words.rstrip('.')})" for one in result.readings]
    if not days:
        return [("Ends", result.due.format(words))]
    return [("Ends, safe day", days[0]), *(("By another interpretation", day) for day in days[1:])]
