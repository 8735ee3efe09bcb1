"""Findings and sources as JSON: unread entries are marked as such, unknown values are null."""

from __future__ import annotations

from datetime import date
from typing import Any

from casebook.base.i18n import Translator
from casebook.domain.library.authority import is_stale, speaker_of
from casebook.domain.library.citation import cite_finding, cite_source
from casebook.domain.library.quotation import places
from casebook.domain.library.reading_level import may_be_cited_as_read
from casebook.domain.library.source import Source, is_replaced
from casebook.domain.library.source_file.identifier import identifiers
from casebook.domain.library.topic import Topic
from casebook.services.library.library_query import Cited

JsonObject = dict[str, Any]


def cited(entry: Cited, today_on: date) -> JsonObject:
    """Return a finding with its source and citation."""
    finding = entry.finding
    return {
        "id": finding.id,
        "statement": finding.statement,
        "topic": finding.topic_id,
        "source": finding.source_id,
        "source_title": entry.source.title,
        "pinpoint": finding.pinpoint or None,
        "places": [{"kind": each.kind, "which": each.which or None} for each in places(finding.pinpoint)],
        "citation": cite_finding(finding, entry.source, Translator()),
        "period": finding.period or None,
        "scope": finding.scope or None,
        "groups": finding.groups,
        "kind": finding.kind,
        "strength": finding.strength,
        "speaker": speaker_of(entry.source),
        "adverse": finding.is_adverse,
        "cite_use": entry.source.cite_use,
        "later_history": entry.source.history or None,
        "reading_level": finding.reading_level,
        "misquoted": finding.is_misquoted,
        "may_be_cited_as_read": may_be_cited_as_read(finding.reading_level),
        "reported_in": finding.reported_in or None,
        "verify": finding.verify or None,
        "checked": finding.checked_on,
        "is_stale": entry.is_stale(today_on),
        "is_replaced": is_replaced(entry.source),
        "pack": finding.pack or None,
    }


def source(entry: Source, today_on: date) -> JsonObject:
    """Return a source with all that is known of it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "title_original": entry.title_original or None,
        "author": entry.author,
        "body": entry.body,
        "publisher": entry.publisher or None,
        "type": entry.type,
        "csl_type": entry.csl_type,
        "issued": entry.issued.edtf if entry.issued else None,
        **_found(entry),
        "number": entry.number or None,
        "ecli": entry.ecli or None,
        "url": entry.url or None,
        "language": entry.language or None,
        "topics": entry.topics,
        "speaker": speaker_of(entry),
        "citation": cite_source(entry, Translator()),
        "cite_use": entry.cite_use,
        "later_history": entry.history or None,
        "reliability": entry.reliability or None,
        "access": entry.access or None,
        "verify": entry.verify or None,
        "reading_level": entry.reading_level,
        "checked": entry.checked_on,
        "is_stale": is_stale(entry, today_on) or is_replaced(entry),
        "is_replaced": is_replaced(entry),
        "pack": entry.pack or None,
    }


def _found(entry: Source) -> JsonObject:
    """Return where a source is found, its dates, and the editions before it."""
    return {
        "identifiers": [{"kind": each.kind, "value": each.value} for each in identifiers(entry)],
        "published": entry.published.edtf if entry.published else None,
        "accessed": entry.accessed_on,
        "replaces": entry.replaces or None,
        "follows": entry.follows or None,
    }


def topic(entry: Topic) -> JsonObject:
    """Return a topic."""
    return {
        "id": entry.id,
        "title": entry.title,
        "definition": entry.definition,
        "hooks": entry.hooks,
        "terms": entry.terms,
        "pack": entry.pack or None,
    }
