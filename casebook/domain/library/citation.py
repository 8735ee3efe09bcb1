"""How a finding and its source are cited, honest about how well they were read."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.base.date import in_words
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source


def cite_source(source: Source, words: Translator) -> str:
    """One line naming a source: author, title, original title, ECLI, number and date.

    Layout after OSCOLA's order (author, title, reference, date); case names are set as they stand.
    """
    who = "" if source.type in {"judgment", "tribunal-decision", "legislation"} else source.author
    title = f"{source.title} ({source.title_original})" if source.title_original else source.title
    when = in_words(source.issued, words) if source.issued else words("no date")
    number = "" if source.number in source.ecli else source.number
    parts = [who, title, source.ecli, number, when]
    return ", ".join(part for part in parts if part)


def cite_finding(finding: Finding, source: Source, words: Translator) -> str:
    """The reference of a finding: short source, pinpoint, and its reading level in words where it matters.

    A `secondary` finding reads "as reported in ..."; a finding nobody read says so.
    """
    title = versioned(source, words)
    place = f"{title}, {finding.pinpoint}" if finding.pinpoint else title
    if not finding.pinpoint:
        place = words("{place} (pinpoint to be added)", place=place)
    return with_reading(place, finding, words)


def versioned(source: Source, words: Translator) -> str:
    """A law with its version: the year stands in its title, or the day of the version follows it.

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
    """A reference followed by how well it was read, wherever it was not the document's own words."""
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
