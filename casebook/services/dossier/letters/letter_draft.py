"""A letter that is asked for, and as it would be written."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.letter import LetterAnswer, LetterBlank, LetterKind, LetterProvision
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.services.dossier.letters.enclosure import LetterExhibit
from casebook.services.person.role import CaseRole

PROVISION = "provision"
"""By what the provision that a person enters is released."""


@entity
class LetterRequest:
    """Which letter is wanted.

    Attributes:
        case_id: of the case it is written in.
        kind: id of the kind of letter.
        proceeding_id: what it is about, or "" for the likeliest.
        contact_id: who it is addressed to, or "" for the body the kind names, or the only one of its role.
        enclosures: marks of the exhibits that go with it, no other is named; None for those of the
            letter that it is written again from.
        claim_reason: why a recipient that reaches a State or INTERPOL may learn of a claim to protection,
            or "".
        relatives_reason: why such a recipient may learn what tells of people in China, or "".
        released: why such a recipient may read what was written into single blanks although it tells of a
            claim, by the name of the blank or `PROVISION`.
        answers: what a person wrote into its blanks.
        provision: what the lawyer puts in the place of provisions that were not read, or "".
    """

    case_id: str
    kind: str
    proceeding_id: str = ""
    contact_id: str = ""
    answers: tuple[LetterAnswer, ...] = ()
    provision: str = ""
    enclosures: tuple[str, ...] | None = None
    claim_reason: str = ""
    relatives_reason: str = ""
    released: tuple[LetterAnswer, ...] = ()

    @property
    def own_words(self) -> dict[str, str]:
        """What a person wrote into the letter, by the name of the blank or `PROVISION`."""
        return {**{one.name: one.text for one in self.answers}, PROVISION: self.provision}


@entity
class LetterGap:
    """A value that stands in the letter and is not known.

    Attributes:
        field: by which the template names it.
        title: what it holds.
        noun: of the record to complete; "" where a person writes it here.
        record_id: of that record, or "" where there is none yet.
    """

    field: str
    title: Message | str
    noun: str = ""
    record_id: str = ""


@entity
class LetterContact:
    """Whom a letter may be addressed to.

    Attributes:
        id, name: of the contact.
        is_vetted: for the case, in any of their roles.
    """

    id: str
    name: str
    is_vetted: bool


def contacts_in(roles: Sequence[CaseRole]) -> tuple[LetterContact, ...]:
    """Return the contacts with these roles in a case, each once, in the order of their roles."""
    vetted = {one.contact.id for one in roles if one.vetting == "vetted"}
    return tuple(
        LetterContact(id=contact_id, name=name, is_vetted=contact_id in vetted)
        for contact_id, name in {one.contact.id: one.contact.name for one in roles}.items()
    )


@entity
class LetterDraft:
    """A letter as it would be written.

    Attributes:
        kind: what it is.
        blanks: what a person may write, with what stands there now.
        addressee: who receives it, as it stands at the head; "" where nobody is known.
        gaps: values that are missing.
        unread: provisions that nobody read and that the lawyer did not enter.
        has_consent: whether the clients consent to its purpose today.
        is_for_another: whether they do for another recipient alone.
        readers: the names of the recipient whom a consent may name.
        unconsented: marks of chosen exhibits whose givers do not.
        exhibits: that may be chosen; none where the letter lists no exhibits.
        contacts: that it may be addressed to.
        lines: its paragraphs.
        contact_id, proceeding_id: whom and what it is about, as chosen or found; "" for none.
        names_in_reference: whether the case reference that it prints holds a client's name, and its
            recipient is none who knows it.
        discloses_claim: whether it instructs an expert in an asylum proceeding: a report states its
            instructions to whoever reads it.
        of_relatives: days of the facts and incidents that tell of people in China, for a recipient that
            reaches a State or INTERPOL: they are left out, or stated for the reason of the request.
        telling: paragraphs that tell of people in China who have not consented to the purpose.
        of_claim: days of the facts and incidents that are left out for a claim to protection.
    """

    kind: LetterKind
    blanks: tuple[LetterBlank, ...]
    addressee: str
    gaps: tuple[LetterGap, ...]
    unread: tuple[LetterProvision, ...]
    has_consent: bool
    is_for_another: bool
    lines: tuple[FilledLine, ...]
    readers: frozenset[str] = frozenset()
    contact_id: str = ""
    proceeding_id: str = ""
    unconsented: tuple[str, ...] = ()
    exhibits: tuple[LetterExhibit, ...] = ()
    contacts: tuple[LetterContact, ...] = ()
    names_in_reference: bool = False
    discloses_claim: bool = False
    of_relatives: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    of_claim: tuple[str, ...] = ()
