"""Source data exchanged with reference managers; the reading level is never exchanged."""

from __future__ import annotations

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.base.grid import BadRow
from casebook.domain.library.source import Source, SourceType


@entity
class Reference:
    """A source as other programs store it.

    Attributes:
        csl_type: Citation Style Language 1.0.2.
        type: ours, or "" where a file of another program does not say.
        history: what became of a decision later.
        topics: topic ids, or the keywords of another program.
    """

    id: str
    title: str
    csl_type: str = "document"
    type: SourceType | None = None
    title_original: str = ""
    author: str = ""
    body: str = ""
    publisher: str = ""
    issued: StatedDate | None = None
    number: str = ""
    ecli: str = ""
    url: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    history: str = ""


@entity
class ReferenceList:
    """The references of a file, and the entries of it that could not be read."""

    references: tuple[Reference, ...]
    bad_rows: tuple[BadRow, ...] = ()


_TYPES: dict[str, SourceType] = {
    "legal_case": "judgment",
    "legislation": "legislation",
    "bill": "parliamentary",
    "treaty": "legislation",
    "hearing": "parliamentary",
    "article-journal": "academic",
    "book": "academic",
    "chapter": "academic",
    "paper-conference": "academic",
    "thesis": "academic",
    "article-newspaper": "news",
    "article-magazine": "news",
}


def reference_of(source: Source) -> Reference:
    """Return the exchanged data of a source."""
    return Reference(
        id=source.id,
        title=source.title,
        csl_type=source.csl_type,
        type=source.type,
        title_original=source.title_original,
        author=source.author,
        body=source.body,
        publisher=source.publisher,
        issued=source.issued,
        number=source.number,
        ecli=source.ecli,
        url=source.url,
        language=source.language,
        topics=source.topics,
        history=source.history,
    )


def source_of(reference: Reference, source_id: str, topics: tuple[str, ...]) -> Source:
    """Return a custom source from a reference: proposed and unread.

    Args:
        reference: from a file.
        source_id: its new id.
        topics: those of its keywords that are topics here.
    """
    return Source(
        id=source_id,
        title=reference.title,
        author=reference.author,
        body=reference.body or reference.publisher or reference.author,
        type=reference.type or _TYPES.get(reference.csl_type, "ngo-report"),
        title_original=reference.title_original,
        publisher=reference.publisher,
        csl_type=reference.csl_type,
        issued=reference.issued,
        number=reference.number,
        ecli=reference.ecli,
        url=reference.url,
        language=reference.language,
        topics=topics,
        history=reference.history,
        reading_level="none",
    )
