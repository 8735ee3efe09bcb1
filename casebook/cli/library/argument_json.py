"""Arguments as JSON: unread entries are marked as such, unknown values are null."""

from __future__ import annotations

from typing import Any

from casebook.base.i18n import Translator
from casebook.domain.library.argument import Argument, ArgumentAuthority, StatePoint
from casebook.domain.library.citation import cite_authority, cite_finding, may_be_filed
from casebook.domain.library.route import Route
from casebook.domain.library.source import Source
from casebook.services.library.argument import AboutArgument, ArgumentIndex, forum_note
from casebook.services.library.library_query import Cited

JsonObject = dict[str, Any]


def row(argument: Argument, held: ArgumentIndex, country: str) -> JsonObject:
    """Return an argument in a list, with the note on a country, or null."""
    noted = forum_note(argument, country)
    return {
        "id": argument.id,
        "title": argument.title,
        "ground": argument.ground,
        "issue": argument.issue,
        "proceedings": argument.proceedings,
        "topics": held.topics(argument),
        "authorities": len(argument.authorities),
        "authorities_not_read": len(argument.unread),
        "note": noted.note if noted else None,
        "doubt": argument.doubt or None,
        "read_again": argument.read_again_on,
        "checked": argument.checked_on,
        "copied_from": argument.copied_from or None,
        "pack": argument.pack or None,
    }


def whole(about: AboutArgument) -> JsonObject:
    """Return an argument with everything it relies on."""
    argument = about.argument
    return {
        "id": argument.id,
        "title": argument.title,
        "ground": argument.ground,
        "issue": argument.issue,
        "test": argument.test,
        "burden": argument.burden or None,
        "standard": argument.standard or None,
        "authorities_left_out": about.left_out,
        "authorities_unanswered": about.unanswered,
        "points_withheld": about.withheld,
        "left_out": about.unsupported,
        "obstacle": about.obstacle or None,
        "authorities": [_authority(*pair) for pair in about.authorities],
        "findings": [_finding(cited) for cited in about.findings],
        "adverse": [_finding(cited) for cited in about.adverse],
        "points": [_point(point) for point in argument.points],
        "facts_needed": argument.facts_needed,
        "relief": argument.relief or None,
        "proceedings": argument.proceedings,
        "forums": [
            {"country": forum.country, "note": forum.note, "open": forum.is_open} for forum in argument.forums
        ],
        "forum_notes": argument.forum_notes or None,
        "routes": [route(entry) for entry in about.routes],
        "doubt": argument.doubt or None,
        "read_again": argument.read_again_on,
        "checked": argument.checked_on,
        "copied_from": argument.copied_from or None,
        "pack": argument.pack or None,
    }


def route(entry: Route) -> JsonObject:
    """Return a route; the name of its time field says that it is for orientation only."""
    return {
        "id": entry.id,
        "forum": entry.forum,
        "title": entry.title,
        "court": entry.court,
        "remedy": entry.remedy,
        "time_for_orientation": entry.time or None,
        "form": entry.form,
        "laws": entry.laws,
        "sources": entry.source_ids,
        "how_read": entry.how_read or None,
        "warning": entry.warning or None,
        "checked": entry.checked_on,
        "pack": entry.pack or None,
    }


def _authority(authority: ArgumentAuthority, source: Source | None) -> JsonObject:
    return {
        "source": authority.source_id or None,
        "citation": cite_authority(authority, source, Translator()),
        "country": authority.country or None,
        "proposition": authority.proposition,
        "side": authority.side,
        "response": authority.response or None,
        "pinpoint": authority.pinpoint or None,
        "unseen_pinpoint": authority.unseen_pinpoint or None,
        "reading_level": authority.reading_level,
        "may_be_filed": may_be_filed(authority, source),
        "later_history": (source.history if source else "") or authority.later_history or None,
        "office_note": authority.office_note or None,
    }


def _finding(cited: Cited) -> JsonObject:
    return {
        "id": cited.finding.id,
        "statement": cited.finding.statement,
        "citation": cite_finding(cited.finding, cited.source, Translator()),
        "reading_level": cited.finding.reading_level,
    }


def _point(point: StatePoint) -> JsonObject:
    return {
        "state_says": point.state_says,
        "response": point.response,
        "office_note": point.office_note or None,
        "for_office": point.is_for_office,
    }
