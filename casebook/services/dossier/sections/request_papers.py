"""The section on the papers of the request: what the law asks for, and what arrived.

Printed is only what was read: a paper known from no text, a treaty whose articles nobody read and what nobody
has looked for yet stay in the office, as do advice and arguments of the pack, and what a law only permits. A
list of one law alone says so: what the treaty beside it asks for is not in it. The time that a text names for
a paper is given in its words; the day is given where the deadline engine counts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.base.message import gettext_noop
from casebook.domain.base.date import in_words
from casebook.domain.dossier.composition import Block, Heading, Line, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.request.request_check import LimitResult, PaperResult, PaperVerdict, RouteResult
from casebook.domain.request.request_route import RequiredPaper
from casebook.domain.request.request_test import Quality
from casebook.services.deadline.provision import provision
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference

_SHOWN: dict[PaperVerdict, str] = {
    "arrived": gettext_noop("arrived"),
    "incomplete": gettext_noop("incomplete"),
    "missing": gettext_noop("missing"),
    "unclear": gettext_noop("question open"),
}
_QUALITIES: dict[Quality, str] = {
    "form": gettext_noop("not in the form asked for"),
    "seal": gettext_noop("without the seal or signature asked for"),
    "language": gettext_noop("not in the language asked for"),
    "translation": gettext_noop("without the translation asked for"),
}
_OUTGOING = "outgoing"
_NOT_WITH_IT = gettext_noop("no trace of it in what arrived")
"""Of the State's own papers, which a request need not show: whether one was made is not known here."""
_WHOM_IT_BINDS = gettext_noop(
    "The provisions in this list are addressed to the authorities of the requesting State: they say how a "
    "request and a promise are prepared and decided there. They are no condition of the law of the requested "
    "State. No text read says that the opinions, approvals and decisions named in them travel with a "
    "request; whether what arrived bears a trace of them goes to who stands behind the request and the "
    "promise."
)
"""Without it a court reads the steps inside a State as papers owed to itself."""


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Return the routes of each request with the papers that somebody looked for."""
    words, parts = dossier_data.words, list[Block]()
    for check in dossier_data.argument.request_checks:
        routes = [one for one in check.routes if _is_printed(one)]
        if not routes:
            continue
        court = " · ".join(part for part in (check.proceeding.forum, check.proceeding.number) if part)
        parts.append(Heading(text=court))
        for route in routes:
            prevails = route.route.is_treaty_unread and route.route.instrument_id not in check.not_in_force
            parts += _route(dossier_data, route, prevails=prevails)
        if any(one.route.kind == _OUTGOING for one in routes):
            text = words("Chinese law as of April 2025, the date of the texts that were read.")
            parts.append(TextParagraph(line=(Span(text),)))
    return tuple(parts)


def _is_printed(result: RouteResult) -> bool:
    return not result.is_left_out and result.route.reading_level != "none" and bool(_papers(result))


def _papers(result: RouteResult) -> list[PaperResult]:
    return [one for one in result.papers if one.verdict in _SHOWN and one.paper.reading_level != "none"]


def _route(dossier_data: DossierData, result: RouteResult, *, prevails: bool) -> Iterator[Block]:
    """Yield a route; `prevails` where a treaty that nobody read comes before it."""
    words = dossier_data.words
    yield Heading(text=words(result.route.title), level=3)
    if prevails:
        scope = words(
            "This list is of that law alone. What the treaty between the two States asks for is not in it."
        )
        yield TextParagraph(line=(Span(scope),))
    if result.route.kind == _OUTGOING:
        yield TextParagraph(line=(Span(words(_WHOM_IT_BINDS)),))
    papers = _papers(result)
    of_promises = [one for one in papers if result.route.kind == _OUTGOING and one.paper.stage == "assurance"]
    yield from _table(dossier_data, result, [one for one in papers if one not in of_promises])
    if of_promises:
        behind = words("Behind a promise that the State gave, that law asks for the following.")
        yield TextParagraph(line=(Span(behind),))
        yield from _table(dossier_data, result, of_promises)
    for limit in result.limits:
        if line := _limit(dossier_data, limit):
            yield TextParagraph(line=line, is_numbered=True)


def _table(
    dossier_data: DossierData, result: RouteResult, papers: Sequence[PaperResult]
) -> Iterator[TextTable]:
    words, is_outgoing = dossier_data.words, result.route.kind == _OUTGOING
    if papers:
        yield TextTable(
            head=(words("Asked for"), words("Where"), words("What arrived")),
            rows=tuple(_row(dossier_data, one, is_outgoing=is_outgoing) for one in papers),
            widths=(0.36, 0.2, 0.44),
        )


def _row(dossier_data: DossierData, result: PaperResult, *, is_outgoing: bool) -> tuple[Line, ...]:
    paper, words = result.paper, dossier_data.words
    wanted = "; ".join(words(part) for part in (paper.what, paper.form) if part)
    time = words.labelled(words("Time limit"), words(paper.due)) if paper.due else ""
    return (
        (Span("\n".join(filter(None, (wanted, time)))),),
        _where(dossier_data, paper),
        _arrived(dossier_data, result, is_outgoing=is_outgoing),
    )


def _where(dossier_data: DossierData, paper: RequiredPaper) -> Line:
    words = dossier_data.words
    place = [Span(provision(paper.article, words))]
    if paper.reading_level == "secondary":
        reported = words("as reported in {account}", account=words(paper.reported_in))
        place.append(Span(f"\n{reported}", "quiet"))
    return tuple(place)


def _arrived(dossier_data: DossierData, result: PaperResult, *, is_outgoing: bool) -> Line:
    words, receipt = dossier_data.words, result.receipt
    is_absent = is_outgoing and result.verdict == "missing"
    remarks = [words(_NOT_WITH_IT if is_absent else _SHOWN[result.verdict])]
    remarks += [words(_QUALITIES[quality]) for quality in result.lacking]
    if receipt.arrived_on is not None:
        remarks.append(in_words(receipt.arrived_on, words))
    spans = [Span(words.series_of(remarks))]
    if receipt.remark:
        rests_on = reference.behind(receipt.pinpoints)
        spans.append(replace(Span(f"\n{receipt.remark}"), rests_on=rests_on))
    if places := reference.exhibits(dossier_data, receipt.pinpoints):
        spans += [Span(" ("), *places, Span(")")]
    return tuple(spans)


def _limit(dossier_data: DossierData, limit: LimitResult) -> Line:
    """Return a time limit that was counted, with the provision; none that was not."""
    working = limit.working
    if limit.due is None or working is None or working.unsafe_because is not None:
        return ()
    words, day = dossier_data.words, limit.due.format(dossier_data.words)
    if limit.latest is not None:
        day = words("{day}, or by another interpretation {later}", day=day, later=limit.latest.format(words))
    title, cited = words(limit.rule_title), provision(working.basis.citation, words)
    text = words("{rule}: {day} ({provision}).", rule=title, day=day, provision=cited)
    return (Span(text),)
