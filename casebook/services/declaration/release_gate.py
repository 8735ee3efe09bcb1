"""What a release tells its recipient: the gates that every copy passes, for the pack of a declaration.

The person consents in the declaration itself, to the recipients named in its conditions; to anybody else they
consented, for this use, or nothing leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import (
    RELEASE_PARTS,
    Declaration,
    ReleaseCondition,
    ReleasePart,
)
from casebook.domain.declaration.seal import is_unbroken
from casebook.domain.declaration.waiting_time import earliest_end
from casebook.domain.person.contact import Contact, ContactKind
from casebook.domain.person.person import Person, Purpose
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers.paper_gate import REACHES, tells_of_claim
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern
from casebook.services.person import role
from casebook.services.person.consent import OF_ANOTHER, consenting, expected, names_another, no_consent
from casebook.services.person.in_china import in_china_of
from casebook.services.person.recipient import IS_EMBASSY, NOT_TO_BE_USED, REMEDY
from casebook.store.person.person import standing_in

_PURPOSES: Mapping[ContactKind, Purpose] = {
    "judge": "court",
    "prosecutor": "court",
    "journalist": "media",
    "lawyer": "court",
}
"""Of the kinds of contacts that have a use of their own."""


@entity
class ReleaseFor:
    """A recipient of a release.

    Attributes:
        contact_id: who.
        purpose: for what use.
        parts: what they get beside the declaration.
        condition_id: the condition that has come about, or "".
        reason: why it is released, or how it was decided that the condition has come about, in words.
        decided_by: contact who decided that it has, or "".
        decided_on: the day they did, or None.
    """

    contact_id: str
    purpose: Purpose
    parts: tuple[ReleasePart, ...] = RELEASE_PARTS
    condition_id: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@entity
class ReleaseText:
    """What a file of the pack says.

    Attributes:
        name: of the file.
        text: its words; None where nobody can search it.
    """

    name: str
    text: str | None


@entity
class ReleaseProblem:
    """Something about a release.

    Attributes:
        mend: what to do.
        is_blocking: nothing is released before.
        needs_look: a person has to say that they looked.
    """

    what: Message
    mend: Message
    is_blocking: bool = True
    needs_look: bool = False


def problems(
    session: Session,
    declaration: Declaration,
    case: Case,
    client: Person,
    recipient: Contact,
    wanted: ReleaseFor,
    texts: Sequence[ReleaseText],
) -> tuple[ReleaseProblem, ...]:
    """Return what stands against a release to a recipient, or has to be looked at first."""
    words = "\n".join(one.text for one in texts if one.text)
    return (
        *_of_declaration(declaration),
        *_of_reason(declaration, wanted, session.clock().date()),
        *_of_recipient(session, case, recipient),
        *_of_consent(session, declaration, client, recipient, wanted),
        *_of_names(session, case, client, wanted, recipient, words),
        *_of_claim(session, case, gated_uses(recipient, wanted.purpose), words),
        *_unsearched(texts),
    )


def purpose_for(contact: Contact) -> Purpose:
    """Return the use that a contact of this kind has for a declaration, where none is stated."""
    return _PURPOSES.get(contact.kind, "partner")


def gated_uses(contact: Contact, purpose: Purpose) -> tuple[Purpose, ...]:
    """Return the uses whose gates a release passes: the stated one, and that of a contact who publishes.

    SECURITY: no stated use makes a journalist anybody else.
    """
    own = purpose_for(contact)
    return (purpose, own) if own in REACHES and own != purpose else (purpose,)


def readers_of(recipient: Contact) -> tuple[str, ...]:
    """Return the names under which a consent may mean a recipient."""
    return tuple(one for one in (recipient.name, *recipient.other_names, recipient.body) if one.strip())


def _of_declaration(declaration: Declaration) -> Iterator[ReleaseProblem]:
    if not declaration.is_sealed:
        yield ReleaseProblem(
            what=Message("The declaration is a draft."), mend=Message("Have it signed first.")
        )
    elif not is_unbroken(declaration):
        yield ReleaseProblem(
            what=Message("The record of the declaration differs from what was sealed."),
            mend=Message("Compare it with the signed paper, and look at its history."),
        )
    if declaration.is_withdrawn:
        yield ReleaseProblem(
            what=Message("The person took the declaration back and was free to do so, as it is recorded."),
            mend=Message(
                "Release the declaration that replaces it. If more is known since, record that first: the "
                "last word entered decides."
            ),
        )
    elif declaration.withdrawals:
        yield ReleaseProblem(
            what=Message(
                "It is said that the person took the declaration back, but not shown to have been free."
            ),
            mend=Message(
                "That word of it goes with the pack. Read it, and ask those whom the person authorises."
            ),
            is_blocking=False,
            needs_look=True,
        )


def _of_reason(declaration: Declaration, wanted: ReleaseFor, today: date) -> Iterator[ReleaseProblem]:
    """Yield what is missing of why it is released: who decided, when and how."""
    if not wanted.condition_id:
        if not wanted.reason.strip():
            yield ReleaseProblem(
                what=Message("No condition of the declaration is named, and no reason."),
                mend=Message("Ask the person, or those whom they authorise. Enter who was asked and why."),
            )
        return
    condition = declaration.condition(wanted.condition_id)
    if condition is None:
        yield ReleaseProblem(
            what=Message("The declaration has no such condition."), mend=Message("Choose one of its own.")
        )
        return
    if not wanted.decided_by or wanted.decided_on is None or not wanted.reason.strip():
        yield ReleaseProblem(
            what=Message("It is not stated who decided that the condition has come about, when and how."),
            mend=Message(
                "Ask who decides. Enter them, the day, and how they said so: the register keeps it."
            ),
        )
    elif wanted.decided_by != condition.contact_id:
        yield ReleaseProblem(
            what=Message("Another person decided than the declaration names."),
            mend=Message(
                "Ask whom it names. If nobody reaches them, release it without a condition: with the reason, "
                "and the consent that is recorded."
            ),
        )
    elif wanted.decided_on > today:
        yield ReleaseProblem(
            what=Message("The day of the decision has not come yet."), mend=Message("Check the day.")
        )
    elif wanted.decided_on < (declaration.signed_on or date.max):
        yield ReleaseProblem(
            what=Message("It was decided before the declaration was signed."), mend=Message("Check the day.")
        )
    else:
        yield from _of_haste(condition, declaration.signed_on, wanted.decided_on)
        yield from _of_one_hand(declaration, wanted)


def _of_one_hand(declaration: Declaration, wanted: ReleaseFor) -> Iterator[ReleaseProblem]:
    """Yield that who decided gains the pack by it, or put the words of the person into another language."""
    held = []
    if wanted.decided_by == wanted.contact_id:
        held.append(Message("Who decided that the condition has come about also receives the pack."))
    if wanted.decided_by == declaration.interpreter_id:
        held.append(
            Message("Who decided that the condition has come about also interpreted the declaration.")
        )
    for what in held:
        yield ReleaseProblem(
            what=what,
            mend=Message(
                "Ask another person to confirm that it has, and enter who did in the reason: the other side "
                "will ask."
            ),
            is_blocking=False,
            needs_look=True,
        )


def _of_haste(
    condition: ReleaseCondition, signed_on: date | None, decided_on: date
) -> Iterator[ReleaseProblem]:
    """Yield that it was decided before the time which the condition names can have passed."""
    if signed_on is None:
        return
    what = None
    if decided_on < (end := earliest_end(condition.text, signed_on)):
        what = Message(
            "It was decided on {day}. The time that the condition names ends on {end} at the earliest, if it "
            "began with the signature.",
            day=decided_on,
            end=end,
        )
    elif decided_on == signed_on:
        what = Message("It was decided on the day of the signature.")
    if what:
        yield ReleaseProblem(
            what=what,
            mend=Message("Check the day, and how it was decided: the other side will ask."),
            is_blocking=False,
            needs_look=True,
        )


def _of_recipient(session: Session, case: Case, recipient: Contact) -> Iterator[ReleaseProblem]:
    roles = (one for one in role.of_case(session, case.id) if one.contact.id == recipient.id)
    vettings = {recipient.vetting, *(one.vetting for one in roles)}
    if "do-not-use" in vettings:
        yield ReleaseProblem(what=NOT_TO_BE_USED, mend=REMEDY)
    elif "vetted" not in vettings:
        yield ReleaseProblem(
            what=Message("Nobody vetted this recipient."),
            mend=Message("Make sure of the recipient before the pack leaves."),
            is_blocking=False,
        )
    if recipient.kind == "embassy":
        yield ReleaseProblem(
            what=IS_EMBASSY,
            mend=REMEDY,
        )


def _of_consent(
    session: Session, declaration: Declaration, client: Person, recipient: Contact, wanted: ReleaseFor
) -> Iterator[ReleaseProblem]:
    condition = declaration.condition(wanted.condition_id)
    readers, today = readers_of(recipient), session.clock().date()
    uses = gated_uses(recipient, wanted.purpose)
    if condition is None or recipient.id not in condition.recipient_ids:
        for use in uses:
            if names_another([client], use, today, readers):
                yield ReleaseProblem(what=OF_ANOTHER, mend=expected(readers))
            elif not consenting(session, [client], use, readers):
                yield ReleaseProblem(
                    what=no_consent(use),
                    mend=Message(
                        "Name a condition of the declaration that names this recipient, or record the "
                        "consent."
                    ),
                )
    if REACHES.intersection(uses):
        yield ReleaseProblem(
            what=Message(
                "The pack tells a recipient who publishes, or reaches a State, the person's date of "
                "birth, the "
                "place, and the names of witness, interpreter and others whom the declaration names."
            ),
            mend=Message("Ask each of them first: nothing of a sealed declaration can be blackened."),
            is_blocking=False,
            needs_look=True,
        )
    signed_on = declaration.signed_on
    if signed_on and any(
        one.withdrawn_on and one.withdrawn_on >= signed_on and one.purpose in uses for one in client.consents
    ):
        yield ReleaseProblem(
            what=Message("A consent to this purpose was withdrawn after the declaration was signed."),
            mend=Message("Find out whether the person was free when they withdrew it."),
            is_blocking=False,
            needs_look=True,
        )


def _of_names(
    session: Session, case: Case, client: Person, wanted: ReleaseFor, recipient: Contact, words: str
) -> Iterator[ReleaseProblem]:
    """Yield whom the pack names without consent: people in China, and anybody else of the casebook."""
    in_china = in_china_of(session, (client,), case)
    readers = readers_of(recipient)
    with session.store.reading() as connection:
        standing = [one for one in standing_in(connection, words) if one.id != client.id]
    china_ids = {one.id for one in in_china}
    groups = (
        (
            [one for one in in_china if one.id != client.id],
            Message("The pack names a person in China who has not consented to it."),
        ),
        (
            [one for one in standing if one.id not in china_ids],
            Message("The pack names another person of this casebook who has not consented to it."),
        ),
    )
    uses = gated_uses(recipient, wanted.purpose)
    for people, what in groups:
        barred = [one for one in people if not all(consenting(session, [one], use, readers) for use in uses)]
        if barred and is_named_by(name_pattern((client,), barred, forms=session.searched_forms), words):
            yield ReleaseProblem(
                what=what,
                mend=Message("Leave out the part that names them, or record that person's consent first."),
            )


def _of_claim(session: Session, case: Case, uses: Sequence[Purpose], words: str) -> Iterator[ReleaseProblem]:
    if REACHES.intersection(uses) and tells_of_claim(session, case, words):
        yield ReleaseProblem(
            what=Message("The pack would disclose a claim to protection to its recipient."),
            mend=Message("Leave out the part that tells of it, or choose another recipient."),
        )


def _unsearched(texts: Sequence[ReleaseText]) -> Iterator[ReleaseProblem]:
    names = tuple(one.name for one in texts if one.text is None)
    if names:
        yield ReleaseProblem(
            what=Message("Nobody searched these files for names: {files}.", files=names),
            mend=Message(
                "Watch or read each to its end, and say so: no relative, no place of stay and no claim to "
                "protection may be in it."
            ),
            is_blocking=False,
            needs_look=True,
        )
