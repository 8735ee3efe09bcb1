"""Citations of sources, findings, decisions and authorities, with reading level and later history.

The one door through which a citation goes: what must not stand without its later history never leaves here
without it. `services.dossier.sections.later_history` looks at the finished text for what went past this door.
"""

from __future__ import annotations

import re

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words, states_day
from casebook.domain.library.argument import ArgumentAuthority, states_unseen
from casebook.domain.library.decision import HEADNOTE, Decision
from casebook.domain.library.finding import Finding
from casebook.domain.library.history import (
    Citable,
    finds_nothing_later,
    history_in_language,
    needs_history,
    printed_outcome,
)
from casebook.domain.library.source import Source

_LEFT_OVER = re.compile(r"^[\s,;:]+|[\s,;:]+$")
"""Signs at the ends of a pinpoint from which something was taken."""


def cite_source(source: Source, words: Translator) -> str:
    """Return a source with its later history: author, title, original title, ECLI, number and date.

    Layout after OSCOLA's order (author, title, reference, date); case names are set as they stand.
    """
    return with_history(source_line(source, words), source, words)


def source_line(source: Source, words: Translator) -> str:
    """Return the same without later history; only for a citation that adds it."""
    who = "" if source.type in {"judgment", "tribunal-decision", "legislation"} else source.author
    title = f"{source.title} ({source.title_original})" if source.title_original else source.title
    number = "" if source.number in source.ecli or source.number in source.title else source.number
    when = stated_day(source.issued, f"{title} {number}", words) if source.issued else words("no date")
    parts = [who, title, source.ecli, number, when]
    return ", ".join(part for part in parts if part)


def cite_decision(decision: Decision, words: Translator) -> str:
    """Return a decision of the country data with how it is known, and its later history."""
    return with_history(decision_line(decision, words), decision, words)


def decision_line(decision: Decision, words: Translator) -> str:
    """Return the same without later history; only for a citation that adds it or says where it stands."""
    stated = decision.decided_on
    when = stated_day(stated, decision.title, words) if stated else words("date not known")
    unread = "" if decision.is_seen else words("not read: general knowledge")
    is_headnote = decision.reported_in == HEADNOTE
    is_report = bool(decision.reported_in) and not is_headnote
    through = words("as reported by {who}", who=decision.reported_in) if is_report else ""
    number = "; ".join(part for part in decision.number.split("; ") if part not in decision.title)
    parts = (decision.court, decision.title, number, decision.ecli, when, unread, through)
    citation = ", ".join(part for part in parts if part)
    if is_headnote:
        citation = words("{citation} (from its headnote)", citation=citation)
    return citation


def stated_day(stated: StatedDate | None, beside: str, words: Translator) -> str:
    """Return a date in words; "" where it is not known, or the rest of the citation states that day."""
    if stated is None:
        return ""
    if stated.is_exact:
        return "" if states_day(stated.earliest_on, beside) else in_words(stated, words)
    text = in_words(stated, words)
    return "" if text in beside else text


def cite_finding(finding: Finding, source: Source, words: Translator) -> str:
    """Return a finding's citation: short source, pinpoint, and its reading level if relevant.

    A `secondary` finding reads "as reported in ..."; a finding nobody read says so. What became of a decision
    stands here only where it must: the table of sources tells it of every one.
    """
    title = versioned(source, words)
    place = f"{title}, {finding.pinpoint}" if finding.pinpoint else title
    if not finding.pinpoint:
        place = words("{place} (pinpoint to be added)", place=place)
    cited = with_reading(place, finding, words)
    return with_history(cited, source, words) if needs_history(source) else cited


def with_history(citation: str, authority: Citable, words: Translator) -> str:
    """Return a citation followed by how the decision ended, where that is noted, and by its later history.

    Both are in the language of the text, as far as it has them; where somebody looked and found nothing
    later, it says that.
    """
    history, outcome = history_in_language(authority, words), words(printed_outcome(authority))
    is_settled = not history and finds_nothing_later(authority)
    if not (history or outcome or is_settled):
        return citation
    citation = citation.rstrip(".")
    if outcome:
        citation = words("{citation}. Outcome: {outcome}", citation=citation, outcome=outcome)
    if is_settled:
        return words("{citation}. No later history was found.", citation=citation)
    if not history:
        return f"{citation}。" if words.is_chinese else f"{citation}."
    if authority.cite_use == "do-not-cite":
        return words("{citation}. Not to be cited: {history}", citation=citation, history=history)
    return words("{citation}. Later history: {history}", citation=citation, history=history)


def versioned(source: Source, words: Translator) -> str:
    """Return a law with its version: the year in its title, or else the day of the version after it.

    A treaty has the day it was adopted; any other source its title alone.
    """
    if source.type != "legislation" or source.issued is None:
        return source.title
    if str(source.issued.earliest_on.year) in source.title:
        return source.title
    day = in_words(source.issued, words)
    if source.csl_type == "treaty":
        return words("{title} (adopted {day})", title=source.title, day=day)
    return words("{title} (version of {day})", title=source.title, day=day)


def with_reading(place: str, finding: Finding, words: Translator) -> str:
    """Return a citation followed by its reading level unless the original text was read."""
    if finding.is_misquoted:
        return words("{place}; misquoted: the stored copy has other words", place=place)
    if finding.reading_level == "document":
        return place
    if finding.reading_level == "summary":
        return words("{place} (from its summary)", place=place)
    if finding.reading_level == "secondary":
        through = finding.reported_in or words("a secondary account")
        return words(
            "{place}, as reported in {through}; the source itself was not read", place=place, through=through
        )
    return words("{place}; not read", place=place)


def cite_authority(authority: ArgumentAuthority, source: Source | None, words: Translator) -> str:
    """Return an authority's citation with its place, reading level and later history.

    Args:
        authority: as the argument relies on it.
        source: its source, None for one that stands in words only.
        words: of the language of the reader.
    """
    if source is None:
        return _with_level(authority.citation, authority.pinpoint, authority, words)
    place = own_pinpoint(authority.pinpoint, source)
    return with_history(_with_level(source_line(source, words), place, authority, words), source, words)


def own_pinpoint(pinpoint: str, source: Source) -> str:
    """Return a pinpoint without the title, number and ECLI that the citation of its source states already."""
    place = pinpoint
    for stated in (source.title, source.ecli, source.number, *source.number.split("; ")):
        place = place.replace(stated, "") if stated else place
    return _LEFT_OVER.sub("", place) if place != pinpoint else pinpoint


def may_be_filed(authority: ArgumentAuthority, source: Source | None) -> bool:
    """Return whether a filed document may rely on it: it was read, and later history permits it."""
    is_standing = source is None or source.cite_use in {"plain", "with-history"}
    is_read = authority.reading_level != "none" and not states_unseen(authority.proposition)
    return is_read and is_standing


def _with_level(title: str, pinpoint: str, authority: ArgumentAuthority, words: Translator) -> str:
    place = f"{title}, {pinpoint}" if pinpoint else title
    if authority.reading_level == "document":
        return place
    if authority.reading_level == "summary":
        return words("{place} (from its summary)", place=place)
    if authority.reading_level == "secondary":
        return words("{place} (from a secondary account; the source itself was not read)", place=place)
    return words("{place} (not read: for the office only)", place=place)
