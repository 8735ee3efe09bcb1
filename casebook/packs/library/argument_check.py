"""Whether arguments and routes name only what is there, and show as read only what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.library.argument import Argument, ArgumentAuthority, citable_point, states_unseen
from casebook.domain.library.finding import Finding
from casebook.domain.library.route import Route
from casebook.packs.base.reading_log import ReadingLog
from casebook.packs.library.addresses import uncitable

_COUNTRY = re.compile(r"[A-Z]{2}")
_FORUM = re.compile(r"[A-Z]{2}|ECHR")
_ADVERSE = re.compile(r"(?:likely )?adverse\b")
_MISSING = {
    "source": "names the source {id}, which is not there",
    "finding": "names the finding {id}, which is not there",
}


def unknown_ids(
    arguments: Iterable[Argument], routes: Iterable[Route], known: Mapping[str, AbstractSet[str]]
) -> Iterator[tuple[str, Message]]:
    """Entry and defect for every source and finding that is named and is not there.

    Args:
        arguments: of the pack.
        routes: of the pack.
        known: the ids there are, under ``source`` and ``finding``.
    """
    named = chain(
        (
            (f"argument {argument.id}", noun, record_id)
            for argument in arguments
            for noun, ids in _named(argument).items()
            for record_id in ids
        ),
        ((f"route {route.id}", "source", record_id) for route in routes for record_id in route.source_ids),
    )
    for where, noun, record_id in named:
        if record_id not in known[noun]:
            yield where, Message(_MISSING[noun], id=record_id)


def review_arguments(
    arguments: tuple[Argument, ...],
    routes: tuple[Route, ...],
    findings: Iterable[Finding],
    problems: list[Problem],
    log: ReadingLog,
) -> dict[str, int]:
    """Add what is wrong with arguments and routes that are each well formed, and count them."""
    problems += argument_defects(arguments, routes, findings)
    problems += uncitable((*arguments, *routes), log, ())
    authorities = [authority for argument in arguments for authority in argument.authorities]
    return {
        "arguments": len(arguments),
        "argument-authorities": len(authorities),
        "authorities-not-read": sum(authority.reading_level == "none" for authority in authorities),
        "routes": len(routes),
    }


def argument_defects(
    arguments: Iterable[Argument], routes: Iterable[Route], findings: Iterable[Finding]
) -> Iterator[Problem]:
    """The same without the addresses, which are compared with the log of those who keep the packs.

    An authority names a source or a citation; a place, point or proposition that says itself that nobody read
    it is kept from filed papers; an authority noted as adverse is on the other side; adverse findings stand
    apart; each country is noted once, by its code.
    """
    adverse = {finding.id for finding in findings if finding.is_adverse}
    for argument in arguments:
        for what in _of_argument(argument, adverse):
            yield Problem(where=f"argument {argument.id}", what=what)
    for route in routes:
        if not _FORUM.fullmatch(route.forum):
            what = Message("{code} is not a code of a forum", code=route.forum)
            yield Problem(where=f"route {route.id}", what=what)


def _named(argument: Argument) -> dict[str, tuple[str, ...]]:
    sources = (authority.source_id for authority in argument.authorities)
    return {
        "source": tuple(filter(None, sources)),
        "finding": (*argument.finding_ids, *argument.adverse_ids),
    }


def _of_argument(argument: Argument, adverse: AbstractSet[str]) -> Iterator[Message]:
    for authority in argument.authorities:
        yield from _of_authority(authority)
    for point in argument.points:
        if not point.is_for_office and citable_point(point) is None:
            yield Message("a response rests on what nobody read: mark it with office_only")
    for finding_id in adverse & set(argument.finding_ids):
        yield Message("{id} is adverse: name it in adverse_ids", id=finding_id)
    for finding_id in set(argument.adverse_ids) - adverse:
        yield Message("{id} is not adverse: name it in finding_ids", id=finding_id)
    for country, times in Counter(forum.country for forum in argument.forums).items():
        if times > 1:
            yield Message("{code} is noted more than once", code=country)
        if not _COUNTRY.fullmatch(country):
            yield Message("{code} is not a code of a country", code=country)


def _of_authority(authority: ArgumentAuthority) -> Iterator[Message]:
    name = authority.source_id or authority.citation
    if not name:
        yield Message("an authority has neither source nor citation")
    if states_unseen(authority.pinpoint):
        yield Message("{name}: nobody saw the place: state it in unseen_pinpoint", name=name)
    if authority.side == "for" and _ADVERSE.match(authority.office_note):
        yield Message("{name} is noted as adverse: state its side", name=name)
    if authority.pinpoint and authority.reading_level == "none":
        yield Message("{name} was not read, so nobody saw its place", name=name)
