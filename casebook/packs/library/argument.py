"""Arguments against handing a person over, and the routes by forum, from the library's pack."""

from __future__ import annotations

from datetime import date
from typing import get_args

from casebook.domain.case.ground import GroundKind
from casebook.domain.case.proceeding import ProceedingKind
from casebook.domain.library.argument import (
    Argument,
    ArgumentAuthority,
    AuthoritySide,
    ForumNote,
    StatePoint,
)
from casebook.domain.library.route import Route
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.library.history import LEVELS

KIND, ROUTE_KIND = "argument", "route"
GROUNDS: tuple[GroundKind, ...] = get_args(GroundKind)
SIDES: tuple[AuthoritySide, ...] = get_args(AuthoritySide)
PROCEEDINGS: tuple[ProceedingKind, ...] = get_args(ProceedingKind)


def read_arguments(pack: Pack) -> tuple[Argument, ...]:
    """Every argument of the pack, in its order."""
    return tuple(_argument(entry, pack) for entry in pack.entries(KIND))


def read_routes(pack: Pack) -> tuple[Route, ...]:
    """Every route of the pack, in its order."""
    return tuple(_route(entry, pack) for entry in pack.entries(ROUTE_KIND))


def _argument(entry: PackEntry, pack: Pack) -> Argument:
    read_again_on = entry.day("second_reading", default=date.min)
    argument = Argument(
        id=entry.text("id"),
        title=entry.text("title"),
        ground=entry.choice("ground", GROUNDS),
        issue=entry.text("issue"),
        test=entry.texts("test"),
        burden=entry.text("burden"),
        standard=entry.text("standard"),
        authorities=tuple(map(_authority, entry.tables("authorities"))),
        points=tuple(map(_point, entry.tables("against"))),
        facts_needed=entry.texts("facts_needed"),
        finding_ids=entry.texts("finding_ids"),
        adverse_ids=entry.texts("adverse_ids", default=()),
        relief=entry.text("relief"),
        proceedings=entry.choices("proceedings", PROCEEDINGS),
        forums=tuple(map(_forum, entry.tables("forums"))),
        forum_notes=entry.text("forum_notes", default=""),
        doubt=entry.text("doubt", default=""),
        read_again_on=None if read_again_on == date.min else read_again_on,
        checked_on=entry.day("checked", default=pack.head.checked_on),
        pack=pack.head.version,
    )
    entry.close()
    return argument


def _authority(entry: PackEntry) -> ArgumentAuthority:
    authority = ArgumentAuthority(
        source_id=entry.text("source", default=""),
        citation=entry.text("citation", default=""),
        country=entry.text("country", default=""),
        proposition=entry.text("proposition"),
        side=entry.choice("side", SIDES, default="for"),
        response=entry.text("response", default=""),
        pinpoint=entry.text("pinpoint", default=""),
        unseen_pinpoint=entry.text("unseen_pinpoint", default=""),
        reading_level=entry.choice("reading_level", LEVELS),
        office_note=entry.text("note", default=""),
    )
    entry.close()
    return authority


def _point(entry: PackEntry) -> StatePoint:
    point = StatePoint(
        state_says=entry.text("state_says"),
        response=entry.text("response"),
        office_note=entry.text("note", default=""),
        is_for_office=entry.flag("office_only", default=False),
    )
    entry.close()
    return point


def _forum(entry: PackEntry) -> ForumNote:
    forum = ForumNote(
        country=entry.text("country"),
        note=entry.text("note"),
        is_open=entry.flag("open", default=True),
    )
    entry.close()
    return forum


def _route(entry: PackEntry, pack: Pack) -> Route:
    route = Route(
        id=entry.text("id"),
        forum=entry.text("forum"),
        title=entry.text("title"),
        court=entry.text("court"),
        remedy=entry.text("remedy"),
        time=entry.text("time", default=""),
        form=entry.texts("form", default=()),
        laws=entry.texts("laws"),
        source_ids=entry.texts("authorities", default=()),
        how_read=entry.text("read"),
        warning=entry.text("warning"),
        checked_on=entry.day("checked", default=pack.head.checked_on),
        pack=pack.head.version,
    )
    entry.close()
    return route
