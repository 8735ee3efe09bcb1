"""Facts of a case that tell of people in China: what a State or INTERPOL reads of them comes back to them.

What a son abroad knows of his home is held against whoever is there. To a recipient that reaches a State or
INTERPOL a letter therefore states no such fact without a reason that is kept with it. What it tells
others of people who have not consented to its purpose is shown before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.base.errors import Refused
from casebook.base.message import gettext_noop
from casebook.domain.case.case import Standing
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.dossier.letter import REACHES_STATE, LetterKind, LetterRecipient
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.domain.person.kinship import mentions
from casebook.domain.person.person import Person
from casebook.domain.person.role import RoleKind
from casebook.services.base.session import Session
from casebook.services.dossier.gate.reader_consent import words_for
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern
from casebook.services.dossier.hiding.contact_names import personal_names
from casebook.services.dossier.letters.enclosure import stated_days
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.dossier.letters.letter_outcome import places_of, without
from casebook.services.dossier.letters.letter_values import LetterRecords, teller_of
from casebook.services.dossier.letters.printed_claim import ClaimDisclosed
from casebook.services.person import person
from casebook.services.person.consent import consenting

_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\n")
_LIST_SIGN = re.compile(r"^\s*(?:\d+\.|[-*#>]+)\s+")
_MIN_WORDS = 4
_PROTECTED: frozenset[Standing] = frozenset({"witness", "relative"})
_PROTECTED_ROLES: frozenset[RoleKind] = frozenset({"witness", "support", "family"})
"""Who of a case is named to no State without a reason or their consent, wherever they are."""


def without_relatives(
    session: Session, records: LetterRecords, recipient: LetterRecipient, reason: str
) -> tuple[LetterRecords, tuple[str, ...]]:
    """Return the records as the recipient may have them, and the days of what tells of people in China.

    Args:
        session: the open vault.
        records: of the case.
        recipient: of the letter.
        reason: why this recipient may learn of it, or "": what tells of them is then left out.
    """
    if recipient not in REACHES_STATE:
        return records, ()
    tells = _Telling(session, records, records.in_china)
    facts = [one for one in records.facts if tells.fact(one)]
    incidents = [one for one in records.incidents if tells.text(one.what)]
    days = stated_days((*(fact.on for fact in facts), *(one.on for one in incidents)))
    if reason.strip():
        return records, days
    held = {one.id for one in facts}
    return replace(
        records,
        facts=tuple(one for one in records.facts if one.id not in held),
        incidents=tuple(one for one in records.incidents if one not in incidents),
        outcomes=tuple(
            without(one, lambda entry: not tells.given(places_of(entry))) for one in records.outcomes
        ),
        grounds=tuple(tells.bare(one, held) for one in records.grounds),
    ), days


def telling_lines(
    session: Session,
    records: LetterRecords,
    kind: LetterKind,
    readers: Collection[str],
    lines: Iterable[FilledLine],
) -> tuple[str, ...]:
    """Return the paragraphs of a letter that tell of people in China who have not consented to its purpose.

    Words of kinship that the template or the library says are about nobody of the case.

    Args:
        session: the open vault.
        records: of the case.
        kind: of the letter; one without a purpose needs no consent.
        readers: the names of the recipient.
        lines: of the letter as it would be written.
    """
    purpose = kind.purpose
    if not purpose:
        return ()
    is_open = kind.reader in REACHES_STATE
    barred = [
        one for one in records.in_china if not consenting(session, [one], purpose, readers, whole=is_open)
    ]
    tells = _Telling(session, records, barred)
    supplied = tuple(_supplied(records, kind))
    return tuple(dict.fromkeys(line.text for line in lines if tells.line(line.text, supplied)))


def require_own_words(
    session: Session,
    records: LetterRecords,
    request: LetterRequest,
    kind: LetterKind,
    readers: Collection[str],
) -> None:
    """Refuse own words that tell a recipient who reaches a State or INTERPOL of a claim or of others.

    Args:
        session: the open vault.
        records: of the case.
        request: with the own words, and the reasons why this recipient may learn of the one or the other.
        kind: of the letter.
        readers: the names of the recipient.

    Raises:
        Refused: one of them tells of a claim to protection, of people in China or of others whom copies
            protect, and there is no reason.
    """
    if kind.reader not in REACHES_STATE:
        return
    _require_no_claim(records, request)
    words = tuple(request.own_words.values())
    if request.relatives_reason.strip():
        return
    tells = _Telling(session, records, records.in_china)
    if any(map(tells.text, words)):
        raise Refused(
            "The words entered would reveal someone in China to the recipient.",
            field="relatives_reason",
            remedy="Reword them, or enter why this recipient may learn of it.",
        )
    names = _protected(session, records, kind, readers)
    if any(is_named_by(names, one) for one in words):
        raise Refused(
            "The words entered would name a witness, a source or a client of another case.",
            field="relatives_reason",
            remedy="Reword them, or enter why this recipient may learn of it.",
        )


def _require_no_claim(records: LetterRecords, request: LetterRequest) -> None:
    """Refuse own words that tell of a claim and were not released, each by itself or all."""
    if request.claim_reason.strip():
        return
    released, tells = {one.name for one in request.released if one.text.strip()}, teller_of(records)
    telling = [name for name, text in request.own_words.items() if name not in released and tells(text)]
    if telling:
        raise ClaimDisclosed(
            gettext_noop("The words entered would disclose a claim to protection to the recipient: {names}."),
            gettext_noop(
                "Reword them, or enter why this recipient may read these words alone (--confirm "
                '"{name}:REASON") or may learn of the claim.'
            ),
            telling,
        )


def _protected(
    session: Session, records: LetterRecords, kind: LetterKind, readers: Collection[str]
) -> re.Pattern[str] | None:
    """Return what finds clients of other cases, and witnesses, relatives and helpers, without consent."""
    standings = {one.person_id: one.standing for one in records.case.parties}
    own = (one for one in person.of_case(session, records.case) if standings[one.id] in _PROTECTED)
    barred = [
        one
        for one in (*person.other_clients(session, records.case), *own)
        if not kind.purpose or not consenting(session, [one], kind.purpose, readers, whole=True)
    ]
    contacts = (one.contact for one in records.roles if one.role.kind in _PROTECTED_ROLES)
    names = (name for one in contacts for name in personal_names(one))
    return name_pattern(records.clients, barred, names, forms=records.searched_forms)


def _supplied(records: LetterRecords, kind: LetterKind) -> Iterator[str]:
    """Yield what template and library say; a fragment of few words may stand in a text of the case."""
    fragments = (_LIST_SIGN.sub("", one).strip() for one in _FIELD.split(kind.body))
    yield from (one for one in fragments if len(one.split()) >= _MIN_WORDS)
    yield from (one.finding.statement.rstrip(".") for one in records.cited.values())


class _Telling:
    """Whether a text tells of a relative or source in China, by name or by what they are to the client."""

    def __init__(self, session: Session, records: LetterRecords, people: Sequence[Person]) -> None:
        self._names = name_pattern(records.clients, people, forms=records.searched_forms)
        self._kin = words_for(session, records.clients, people)
        self._papers = records.papers

    def text(self, text: str) -> bool:
        return mentions(text, self._kin) or is_named_by(self._names, text)

    def line(self, text: str, supplied: Iterable[str]) -> bool:
        """Whether a text does by a name, or by words that are none of those supplied."""
        rest = text
        for one in supplied:
            rest = rest.replace(one, "")
        return mentions(rest, self._kin) or is_named_by(self._names, text)

    def fact(self, fact: Fact) -> bool:
        """Whether its words do, or it is known from papers alone that somebody in China gave."""
        if self.text(fact.statement):
            return True
        return self.given(fact.pinpoints)

    def given(self, places: Iterable[Pinpoint]) -> bool:
        """Whether papers there are, all of which somebody in China gave."""
        papers = [self._papers[one.document_id] for one in places if one.document_id in self._papers]
        return bool(papers) and all(self.text(f"{one.author}\n{one.obtained_from}") for one in papers)

    def bare(self, ground: Ground, held: Iterable[str]) -> Ground:
        """A ground without the paragraphs and points that tell of them."""
        kept = (one for one in ground.proofs if not self.text(one.element))
        return replace(
            ground,
            text="\n\n".join(one for one in ground.text.split("\n\n") if not self.text(one)),
            proofs=tuple(_without(one, frozenset(held)) for one in kept),
        )


def _without(proof: Proof, held: frozenset[str]) -> Proof:
    return replace(proof, fact_ids=tuple(one for one in proof.fact_ids if one not in held))
