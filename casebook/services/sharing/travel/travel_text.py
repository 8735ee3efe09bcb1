"""Words of documents that were written on the trip: text that was recognised or read, which has no versions.

They are replaced at home only where home did not touch them since it packed; else a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recording import Recording
from casebook.domain.sharing.trip import Trip
from casebook.services.base.session import Session
from casebook.store.base import audit
from casebook.store.registry import table_for
from casebook.store.sharing import case_content

_NOUNS = ("document-text", "recognition")


@entity
class ReplacedWords:
    """A document of which words at home are replaced by those of the trip.

    Attributes:
        id: of the document.
        title: of the document at home.
    """

    id: str
    title: str


@entity
class TravelWords:
    """Words that were written on the trip.

    Attributes:
        coming: records of words that home did not touch.
        replaced: documents whose words at home they replace, each once.
        rival_ids: IDs of documents whose words were written at home, too; they stay as they are there.
    """

    coming: tuple[Any, ...]
    rival_ids: tuple[str, ...]
    replaced: tuple[ReplacedWords, ...] = ()


def words_of(home: Session, travel: Session, trip: Trip) -> TravelWords:
    """Return the words written on the trip of documents that both have."""
    coming, rivals, replaced = list[Any](), list[str](), list[ReplacedWords]()
    with travel.store.reading() as there, home.store.reading() as here:
        written, at_home = audit.touched(there, trip.number), audit.touched(here, trip.home_number)
        for noun in _NOUNS:
            records = case_content.with_bin(there, noun, written.get(noun, ()))
            shown = [one for one in records if case_content.is_shown(there, noun, one)]
            ids = [one.id for one in shown]
            documents: dict[str, Any] = {one.id: one for one in case_content.with_bin(here, "document", ids)}
            known = {one.id: one for one in case_content.with_bin(here, noun, ids)}
            # Those have versions, and come with their recording.
            transcripts = {one.id for one in table_for(Recording).some(there, ids).values() if one.transcript}
            for one in shown:
                document = documents.get(one.id)
                if document is None or known.get(one.id) == one or one.id in transcripts:
                    continue
                if not case_content.is_shown(here, "document", document):
                    continue
                if one.id in known and one.id in at_home.get(noun, ()):
                    rivals.append(one.id)
                    continue
                coming.append(one)
                if one.id in known:
                    replaced.append(ReplacedWords(id=one.id, title=document.title))
    return TravelWords(
        coming=tuple(coming),
        rival_ids=tuple(dict.fromkeys(rivals)),
        replaced=tuple(dict.fromkeys(replaced)),
    )


def keep_words(home: Session, coming: Iterable[Any], action: str) -> None:
    """Keep words of the trip at home.

    Raises:
        DiskProblem: the disk refuses; nothing was kept.
    """
    wanted = list(coming)
    if not wanted:
        return
    with home.store.write(action) as transaction:
        for one in wanted:
            noun = table_for(type(one)).noun
            is_there = bool(case_content.with_bin(transaction.connection, noun, [one.id]))
            (transaction.replace if is_there else transaction.add)(one)
            if isinstance(one, DocumentText):
                document = table_for(Document).find(transaction.connection, one.id)
                has_text = any(page.strip() for page in one.pages)
                transaction.replace(replace(document, has_text=has_text))
