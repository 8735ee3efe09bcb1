"""What may go to the recipient of a letter: the exhibits chosen, and no claim to protection.

A State that learns that somebody claims protection from it learns who speaks against it, and relatives pay
for it. What reaches a State or INTERPOL therefore states no claim without a reason that is kept with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.outcome import Outcome
from casebook.domain.dossier.letter import REACHES_STATE, LetterKind, LetterRecipient
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.privilege import is_asylum_paper
from casebook.services.base.session import Session
from casebook.services.dossier.gate.exhibit_search import naming_people
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern
from casebook.services.dossier.letters.letter_outcome import Evidence, places_of, without
from casebook.services.dossier.letters.letter_values import LetterRecords, teller_of
from casebook.services.person.consent import consenting
from casebook.store.person.person import standing_in


@entity
class LetterExhibit:
    """An exhibit that may be enclosed.

    Attributes:
        mark, title: of the exhibit.
        is_enclosed: whether it is chosen.
        is_protected: whether it tells of a claim to protection.
    """

    mark: str
    title: str
    is_enclosed: bool = False
    is_protected: bool = False


def for_recipient(
    records: LetterRecords, recipient: LetterRecipient, marks: Sequence[str], proceeding_id: str, reason: str
) -> LetterRecords:
    """The records as this recipient may have them, with the exhibits chosen.

    Args:
        records: of the case.
        recipient: of the letter.
        marks: of the exhibits to enclose.
        proceeding_id: chosen for the letter, or "".
        reason: why this recipient may learn of a claim to protection, or "".

    Raises:
        InvalidInput: no exhibit has such a mark.
        Refused: a chosen exhibit or proceeding tells of a claim to protection, and there is no reason.
    """
    chosen = replace(records, enclosed=tuple(_enclosed(records, marks)))
    if recipient not in REACHES_STATE or reason.strip():
        return chosen
    tells = teller_of(records)
    claims = {one.id for one in records.proceedings if one.kind == "asylum" or tells(one.forum)}
    if proceeding_id in claims or any(_is_protected(one, records, tells) for one in chosen.enclosed):
        raise Refused(
            "This letter would disclose a claim to protection to its recipient.",
            field="reason",
            remedy="Choose another exhibit or proceeding, or enter why this recipient may learn of it.",
        )
    return replace(
        chosen,
        clients=tuple(
            replace(one, papers=tuple(paper for paper in one.papers if not tells(paper.kind)))
            for one in records.clients
        ),
        proceedings=tuple(one for one in records.proceedings if one.id not in claims),
        events=tuple(
            one
            for one in records.events
            if one.proceeding_id not in claims and not tells(f"{one.title}\n\n{one.on.words}")
        ),
        facts=tuple(one for one in records.facts if not _fact_tells(one, records, tells)),
        grounds=tuple(_bare(one, tells) for one in records.grounds if not _ground_tells(one, claims, tells)),
        assurances=tuple(one for one in records.assurances if not tells(one.text)),
        outcomes=tuple(_outcomes(records, tells)),
        incidents=tuple(one for one in records.incidents if not tells(f"{one.what}\n\n{one.on.words}")),
    )


def days_left_out(kept: LetterRecords, shown: LetterRecords) -> tuple[str, ...]:
    """Return the days of the facts and incidents that a recipient is not shown."""
    left = [one.on for one in kept.facts if one not in shown.facts]
    left += [one.on for one in kept.incidents if one not in shown.incidents]
    return stated_days(left)


def stated_days(on: Iterable[StatedDate]) -> tuple[str, ...]:
    """Return days in words, each once, without what the records say in place of one."""
    words = Translator("en")
    return tuple(dict.fromkeys(in_words(replace(one, words=""), words) for one in on))


def without_own_reports(records: LetterRecords, kind: LetterKind, contact_id: str) -> LetterRecords:
    """The records without what a doctor who is to be instructed wrote: the examination begins without it.

    Args:
        records: of the case.
        kind: of the letter.
        contact_id: of the doctor, or "" for whoever is a doctor of the case.
    """
    if kind.to != "doctor" or kind.reader != "expert":
        return records
    names = {
        one.contact.name.casefold()
        for one in records.roles
        if one.contact.id == contact_id or (not contact_id and one.role.kind == kind.to)
    }
    kept = tuple(one for one in records.documents if one.author.casefold() not in names)
    return replace(records, documents=kept)


def offered(records: LetterRecords) -> tuple[LetterExhibit, ...]:
    """Every exhibit that may be chosen."""
    tells = teller_of(records)
    return tuple(
        LetterExhibit(
            mark=one.exhibit_mark,
            title=one.title,
            is_enclosed=one in records.enclosed,
            is_protected=_is_protected(one, records, tells),
        )
        for one in records.documents
    )


def unconsented(
    session: Session, records: LetterRecords, kind: LetterKind, readers: Collection[str]
) -> tuple[str, ...]:
    """Marks of chosen exhibits from a person who has not consented to the purpose and readers today.

    A person counts as its giver who is named as author or origin of the exhibit, or of what it translates,
    copies or came attached to; what its pages name is not searched.
    """
    if not kind.purpose or not records.enclosed:
        return ()
    givers = [(one.exhibit_mark, "\n".join(_givers(one, records))) for one in records.enclosed]
    barred = _barred(session, records, kind, readers, (text for _, text in givers))
    return tuple(mark for mark, text in givers if is_named_by(barred, text))


def without_named(
    session: Session, records: LetterRecords, kind: LetterKind, readers: Collection[str]
) -> LetterRecords:
    """The records without facts and incidents that name who has not consented to purpose and readers."""
    if not kind.purpose:
        return records
    texts = (*(one.statement for one in records.facts), *(one.what for one in records.incidents))
    barred = _barred(session, records, kind, readers, texts)
    return replace(
        records,
        facts=tuple(one for one in records.facts if not is_named_by(barred, one.statement)),
        incidents=tuple(one for one in records.incidents if not is_named_by(barred, one.what)),
    )


def _barred(
    session: Session,
    records: LetterRecords,
    kind: LetterKind,
    readers: Collection[str],
    texts: Iterable[str],
) -> re.Pattern[str] | None:
    """Return what finds persons other than the clients who have not consented to the purpose today."""
    clients = {one.id for one in records.clients}
    with session.store.reading() as connection:
        named = standing_in(connection, "\n".join(texts))
    others = (one for one in named if one.id not in clients)
    purpose, is_open = kind.purpose, kind.reader in REACHES_STATE
    barred = [
        one
        for one in others
        if not purpose or not consenting(session, [one], purpose, readers, whole=is_open)
    ]
    return name_pattern(records.clients, barred, forms=records.searched_forms)


def require_givers(marks: Iterable[str]) -> None:
    """Refuse to send what somebody gave for other purposes.

    Raises:
        Refused: a mark is given.
    """
    if listed := tuple(marks):
        raise Refused(
            Message(
                "The persons who gave these exhibits have not consented to the purpose: {marks}.",
                marks=listed,
            ),
            field="enclose",
            remedy="Leave these exhibits out, or record the consent with its date and scope.",
        )


def require_no_names(
    session: Session, records: LetterRecords, recipient: LetterRecipient, reason: str
) -> None:
    """Refuse exhibits whose pages name someone in China to a recipient that reaches a State or INTERPOL.

    Raises:
        Refused: a chosen exhibit does, and there is no reason.
    """
    if recipient not in REACHES_STATE or reason.strip() or not records.enclosed:
        return
    if marks := naming_people(session, records.enclosed, records.clients, records.in_china):
        raise Refused(
            Message("Pages of these exhibits name someone in China: {marks}.", marks=marks),
            field="enclose",
            remedy="Leave these exhibits out, or enter why this recipient may learn of it.",
        )


def _enclosed(records: LetterRecords, marks: Sequence[str]) -> Iterator[Document]:
    unknown = tuple(mark for mark in marks if mark not in {one.exhibit_mark for one in records.documents})
    if unknown:
        raise InvalidInput(
            Message("No exhibit that may be enclosed has this number: {marks}.", marks=unknown),
            field="enclose",
            remedy="Enter numbers of exhibits of the case that are not privileged.",
        )
    yield from (one for one in records.documents if one.exhibit_mark in marks)


def _givers(document: Document, records: LetterRecords) -> Iterator[str]:
    seen: set[str] = set()
    waiting = [document]
    while waiting:
        one = waiting.pop()
        seen.add(one.id)
        yield from (one.author, one.obtained_from)
        before = (one.part_of, one.translation_of, one.redacted_from)
        waiting += [records.papers[key] for key in before if key in records.papers and key not in seen]


def _is_protected(document: Document, records: LetterRecords, tells: Callable[[str], bool]) -> bool:
    return is_asylum_paper(document, records.papers) or tells(document.title)


def _fact_tells(fact: Fact, records: LetterRecords, tells: Callable[[str], bool]) -> bool:
    """Whether a fact speaks of a claim, or is known from papers of one alone."""
    places = (*fact.pinpoints, *(one.pinpoint for one in fact.accounts if one.pinpoint))
    sources = [records.papers[one.document_id] for one in places if one.document_id in records.papers]
    return tells(f"{fact.statement}\n\n{fact.on.words}") or (
        bool(sources) and all(_is_protected(one, records, tells) for one in sources)
    )


def _ground_tells(ground: Ground, claims: set[str], tells: Callable[[str], bool]) -> bool:
    return tells(ground.title) or (bool(ground.proceeding_ids) and set(ground.proceeding_ids) <= claims)


def _outcomes(records: LetterRecords, tells: Callable[[str], bool]) -> Iterator[Outcome]:
    """Yield what became of the clients, but for protection and what a contact or a paper of a claim says."""

    def may_go(one: Evidence) -> bool:
        if one.source == "document":
            paper = records.papers.get(places_of(one)[0].document_id)
            return paper is None or not _is_protected(paper, records, tells)
        # SECURITY: that somebody reports at all tells a State that they are there
        return one.source != "contact"

    yield from (without(one, may_go) for one in records.outcomes if one.ended != "protection")


def _bare(ground: Ground, tells: Callable[[str], bool]) -> Ground:
    """A ground without the provisions and paragraphs that speak of a claim."""
    return replace(
        ground,
        hooks=tuple(one for one in ground.hooks if not tells(one)),
        text="\n\n".join(one for one in ground.text.split("\n\n") if not tells(one)),
    )
