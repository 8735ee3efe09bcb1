"""Findings and sources as JSON: what was not read never looks as if it were, what is not known is null."""

from __future__ import annotations

from datetime import date
from typing import Any

from casebook.base.i18n import Words
from casebook.domain.base.pinpoint import places
from casebook.domain.library.authority import is_stale, speaker_of
from casebook.domain.library.citation import cite_finding, cite_source
from casebook.domain.library.identifier import identifiers
from casebook.domain.library.library import may_be_cited_as_read
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.services.library.library_query import Cited

Told = dict[str, Any]


def cited(told: Cited, today_on: date) -> Told:
    """A finding with its source and how to cite it."""
    finding = told.finding
    return {
        "id": finding.id,
        "statement": finding.statement,
        "topic": finding.topic_id,
        "source": finding.source_id,
        "source_title": told.source.title,
        "pinpoint": finding.pinpoint or None,
        "places": [{"kind": each.kind, "which": each.which or None} for each in places(finding.pinpoint)],
        "citation": cite_finding(finding, told.source, Words()),
        "period": finding.period or None,
        "scope": finding.scope or None,
        "groups": finding.groups,
        "strength": finding.strength,
        "speaker": speaker_of(told.source),
        "adverse": finding.is_adverse,
        "reading_level": finding.reading_level,
        "may_be_cited_as_read": may_be_cited_as_read(finding.reading_level),
        "reported_in": finding.reported_in or None,
        "verify": finding.verify or None,
        "checked": finding.checked_on,
        "is_stale": is_stale(finding, today_on),
        "pack": finding.pack or None,
    }


def source(told: Source, today_on: date) -> Told:
    """A source with all that is known of it."""
    return {
        "id": told.id,
        "title": told.title,
        "title_original": told.title_original or None,
        "author": told.author,
        "body": told.body,
        "publisher": told.publisher or None,
        "type": told.type,
        "csl_type": told.csl_type,
        "issued": told.issued.edtf if told.issued else None,
        **_found(told),
        "number": told.number or None,
        "ecli": told.ecli or None,
        "url": told.url or None,
        "language": told.language or None,
        "topics": told.topics,
        "speaker": speaker_of(told),
        "citation": cite_source(told, Words()),
        "reliability": told.reliability or None,
        "access": told.access or None,
        "verify": told.verify or None,
        "reading_level": told.reading_level,
        "checked": told.checked_on,
        "is_stale": is_stale(told, today_on),
        "pack": told.pack or None,
    }


def _found(told: Source) -> Told:
    """How a source is found, when it was published and opened, and what it came after."""
    return {
        "identifiers": [{"kind": each.kind, "value": each.value} for each in identifiers(told)],
        "published": told.published.edtf if told.published else None,
        "accessed": told.accessed_on,
        "replaces": told.replaces or None,
        "follows": told.follows or None,
    }


def topic(told: Topic) -> Told:
    """A topic."""
    return {
        "id": told.id,
        "title": told.title,
        "definition": told.definition,
        "hooks": told.hooks,
        "terms": told.terms,
        "pack": told.pack or None,
    }
