"""Required papers by route: treaty or general law, with authorities and the rules that count their times."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import get_args

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.instrument import Confidence
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.request.request_route import (
    LimitKind,
    PaperAuthority,
    PaperStage,
    ReadAs,
    RequestRoute,
    RequiredPaper,
    RequiredPapers,
    RouteKind,
    RouteLimit,
    Side,
)
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import Pack, read_pack

FILE = "required-papers.toml"
KINDS: tuple[RouteKind, ...] = get_args(RouteKind)
STAGES: tuple[PaperStage, ...] = get_args(PaperStage)
LIMITS: tuple[LimitKind, ...] = get_args(LimitKind)
LEVELS: tuple[ReadingLevel, ...] = get_args(ReadingLevel)
READ: tuple[ReadAs, ...] = get_args(ReadAs)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
SIDES: tuple[Side, ...] = get_args(Side)
ALLOWED: dict[ReadAs, frozenset[ReadingLevel]] = {
    "article": frozenset({"document", "secondary"}),
    "article-part": frozenset({"summary", "secondary"}),
    "excerpt": frozenset({"summary", "secondary"}),
    "summary": frozenset({"summary", "secondary"}),
    "rule-pack": frozenset({"secondary"}),
    "unread": frozenset({"none"}),
}
"""The reading levels that each finer word allows: `summary` only for the publisher's own text."""


def read_required_papers(folder: Path | None = None, on_defect: OnDefect = refuse) -> RequiredPapers:
    """Read the pack; the shipped one where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    pack = read_pack((folder or resource("packs")) / FILE, on_defect)
    routes = tuple(_route(entry, pack) for entry in pack.entries("request-route"))
    ids = {route.id for route in routes}
    papers = tuple(_paper(entry, pack, ids) for entry in pack.entries("required-paper"))
    authorities = tuple(_authority(entry, pack, ids) for entry in pack.entries("paper-authority"))
    pack.close()
    return RequiredPapers(routes=routes, papers=papers, authorities=authorities, version=pack.head.version)


def read_levels(entry: PackEntry) -> tuple[ReadingLevel, ReadAs, str]:
    """Read how well an entry was read, the finer word, and the account of a `secondary` one."""
    level, read = entry.choice("reading_level", LEVELS), entry.choice("read", READ)
    reported_in = entry.text("reported_in", default="")
    if level not in ALLOWED[read]:
        entry.complain("reading_level", Message("is not one that “{read}” allows", read=read))
    if level == "secondary" and not reported_in:
        entry.complain("reported_in", "must name the account")
    return level, read, reported_in


def _route(entry: PackEntry, pack: Pack) -> RequestRoute:
    level, read, reported_in = read_levels(entry)
    route = RequestRoute(
        id=entry.text("id"),
        kind=entry.choice("kind", KINDS),
        state=entry.text("state", default=""),
        title=entry.text("title"),
        instrument_id=entry.text("instrument", default=""),
        is_treaty_unread=entry.flag("treaty_unread", default=False),
        channel=entry.text("channel", default=""),
        language=entry.text("language", default=""),
        authentication=entry.text("authentication", default=""),
        limits=tuple(_limit(table) for table in entry.tables("limit")),
        reading_level=level,
        read=read,
        reported_in=reported_in,
        as_of=entry.text("as_of", default=""),
        url=entry.text("url", default=""),
        confidence=entry.choice("confidence", CONFIDENCES),
        notes=entry.text("notes", default=""),
        pack=pack.head.version,
    )
    if route.kind in {"treaty", "general-law"} and not route.state:
        entry.complain("state", "is missing")
    if (route.kind == "treaty" or route.is_treaty_unread) and not route.instrument_id:
        entry.complain("instrument", "is missing")
    entry.close()
    return route


def _limit(entry: PackEntry) -> RouteLimit:
    limit = RouteLimit(
        kind=entry.choice("kind", LIMITS),
        period=entry.text("period", default=""),
        runs_from=entry.text("runs_from", default=""),
        runs_to=entry.text("runs_to", default=""),
        how=entry.text("how", default=""),
        consequence=entry.text("consequence", default=""),
        rule_ids=entry.texts("rules", default=()),
    )
    entry.close()
    return limit


def _paper(entry: PackEntry, pack: Pack, routes: Collection[str]) -> RequiredPaper:
    level, read, reported_in = read_levels(entry)
    paper = RequiredPaper(
        id=entry.text("id"),
        route_id=_known(entry, "route", routes),
        stage=entry.choice("stage", STAGES),
        what=entry.text("what"),
        form=entry.text("form", default=""),
        by=entry.text("by", default=""),
        article=entry.text("article"),
        due=entry.text("due", default=""),
        missing=entry.text("missing", default=""),
        argument=entry.text("argument", default=""),
        is_permitted=entry.flag("permitted", default=False),
        reading_level=level,
        read=read,
        reported_in=reported_in,
        url=entry.text("url", default=""),
        confidence=entry.choice("confidence", CONFIDENCES),
        pack=pack.head.version,
    )
    entry.close()
    return paper


def _authority(entry: PackEntry, pack: Pack, routes: Collection[str]) -> PaperAuthority:
    level, read, reported_in = read_levels(entry)
    authority = PaperAuthority(
        id=entry.text("id"),
        route_ids=entry.choices("routes", tuple(routes)),
        court=entry.text("court"),
        decided=entry.text("date", default=""),
        number=entry.text("number", default=""),
        side=entry.choice("side", SIDES),
        text=entry.text("text"),
        reading_level=level,
        read=read,
        reported_in=reported_in,
        url=entry.text("url", default=""),
        pack=pack.head.version,
    )
    if not authority.route_ids:
        entry.complain("routes", "is missing")
    entry.close()
    return authority


def _known(entry: PackEntry, field: str, known: Collection[str]) -> str:
    id_ = entry.text(field)
    if id_ not in known:
        entry.complain(field, Message("names the route {route}, which is not there", route=id_))
    return id_


def review_required_papers(
    papers: RequiredPapers, rules: Iterable[Rule], instruments: Collection[str]
) -> Iterator[Problem]:
    """Yield routes that name a rule or instrument which does not exist, or a rule of another State."""
    by_id = {rule.id: rule for rule in rules}
    for route in papers.routes:
        where = f"required-papers.toml · request-route {route.id}"
        if route.instrument_id and route.instrument_id not in instruments:
            yield Problem(where=f"{where} · instrument", what=Message("names no instrument of the registry"))
        for limit, rule_id in ((one, rule_id) for one in route.limits for rule_id in one.rule_ids):
            rule = by_id.get(rule_id)
            if rule is None:
                yield Problem(
                    where=f"{where} · rules",
                    what=Message("names the rule {rule}, which is not there", rule=rule_id),
                )
            elif rule.jurisdiction not in {route.state, "INT"}:
                yield Problem(
                    where=f"{where} · rules",
                    what=Message("names the rule {rule}, of another State", rule=rule_id),
                )
            elif limit.period and limit.period.partition(";")[0] != str(rule.period):
                yield Problem(
                    where=f"{where} · period",
                    what=Message("is not that of the rule {rule}: write a limit for each", rule=rule_id),
                )
