"""A sealed declaration of a person who may lose their freedom: what is not free, whom they authorise, when.

It is made before, on paper and if possible on video. Once signed it is never changed: it is withdrawn with a
dated note, or another takes its place.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.dossier.client_papers.paper_template import DeclarationClause, LineKind, PaperLanguage
from casebook.domain.person.person import Purpose

CLAUSES: tuple[DeclarationClause, ...] = get_args(DeclarationClause)
DeclarationState = Literal["draft", "signed", "released", "withdrawn"]
ReleasePart = Literal["video", "paper", "transcript", "translation", "later-transcript", "annex"]
"""What a release pack may hold; the declaration itself is always in it."""
LackingPart = Literal["video", "witness", "independent", "authorised", "condition", "days"]
"""What a declaration may be without, which its paper says and is asked before it is signed.

"independent": a witness who has no other part in it. "days": one day it was made, signed and entered.
"""
Freedom = Literal["free-and-alone", "not-free", "not-known"]
"""How a person was when they took a declaration back."""
EARLIER = "earlier"
"""ID of a withdrawal that was entered before it was asked who heard it, where, and how free."""
RELEASE_PARTS: tuple[ReleasePart, ...] = ("video", "paper", "transcript", "translation")
"""What goes along unless it is left out."""
ASKED_PARTS: tuple[ReleasePart, ...] = ("later-transcript", "annex")
"""What goes along only where it is asked for by name: a transcript that was not sealed, and what is for the
office alone."""


@entity
class AuthorisedPerson:
    """Somebody who may act for the person.

    Attributes:
        contact_id: who.
        what: what they may do, in the person's words.
    """

    contact_id: str
    what: str


@entity
class ReleaseCondition:
    """When the declaration is released, and to whom.

    Attributes:
        id: stable word.
        text: what must have happened, in the person's words.
        contact_id: who decides that it has.
        recipient_ids: contacts to whom it is released then.
    """

    id: str
    text: str
    contact_id: str = ""
    recipient_ids: tuple[str, ...] = ()


@entity
class DeclaredLine:
    """A line of the paper as it was signed, in English and in the person's language."""

    id: str
    kind: LineKind
    english: str
    text: str
    rows: int = 1


@entity
class ReleasedFile:
    """A file of a release pack, by its neutral name."""

    name: str
    sha256: str


@entity
class DeclarationRelease:
    """An entry of the disclosure register: a pack that was built for a recipient.

    Attributes:
        at: when it was built, UTC.
        contact_id: for whom.
        purpose: for what use.
        condition_id: the condition that had come about, or "".
        reason: why it was released, or how it was decided that the condition had come about, in words.
        sha256: of the pack.
        files: what was in it.
        decided_by: contact who decided that the condition had come about, or "".
        decided_on: the day they did, or None.
        folder: in which the pack was written where there were several, or "".
    """

    id: str
    at: datetime
    contact_id: str
    purpose: Purpose
    condition_id: str = ""
    reason: str = ""
    sha256: str = ""
    files: tuple[ReleasedFile, ...] = ()
    decided_by: str = ""
    decided_on: date | None = None
    folder: str = ""


@entity
class Withdrawal:
    """Word that the person took a declaration back; the last one entered decides.

    Attributes:
        on: the day.
        heard_by: contact who heard it; "" where it was entered before that was asked.
        place: where.
        freedom: how the person was.
        note: what was said, and how it is known.
        entered_at: when it was entered, UTC.
    """

    id: str
    on: date
    heard_by: str
    place: str
    freedom: Freedom
    note: str
    entered_at: datetime


@entity
class Declaration:
    """A declaration, in the making or sealed.

    Attributes:
        person_id: who makes it, a client of the case.
        language: theirs.
        made_on: the day, or None.
        place: where.
        clauses: what is declared.
        own_words: further words of the person's own.
        authorised: who may act for them.
        conditions: when it is released, and to whom.
        witness_id: contact who saw it being made, or "".
        witnessed_on: the day, or None.
        interpreter_id: contact who read it to the person in their language, or "".
        video_id: the recording, a document of the case, or "".
        scan_id: the signed paper, a document of the case, or "".
        replaces_id: the declaration in whose place it stands, or "".
        signed_on: the day it was signed; from then on it is sealed. None for a draft.
        pack: version of the supplied words on the paper that was printed for signature.
        words: the lines of that paper.
        video_sha256: of the recording as it was then, lower-case hex, or "".
        seal: SHA-256 over all that was signed, lower-case hex, or "".
        releases: the packs that were built.
        printed_on: the day that paper was printed, by the clock of the casebook, or None.
        printed_sha256: over what that paper says, lower-case hex, or "".
        entered_on: the day the signature was entered, by the clock of the casebook, or None.
        transcript: of the recording, as it was when the signature was entered.
        transcript_sha256: of it, lower-case hex, or "".
        withdrawals: what was said of its being taken back.
    """

    id: str
    case_id: str
    person_id: str
    language: PaperLanguage = "en"
    made_on: date | None = None
    place: str = ""
    clauses: tuple[DeclarationClause, ...] = CLAUSES
    own_words: str = ""
    authorised: tuple[AuthorisedPerson, ...] = ()
    conditions: tuple[ReleaseCondition, ...] = ()
    witness_id: str = ""
    witnessed_on: date | None = None
    interpreter_id: str = ""
    video_id: str = ""
    scan_id: str = ""
    replaces_id: str = ""
    signed_on: date | None = None
    pack: str = ""
    words: tuple[DeclaredLine, ...] = ()
    video_sha256: str = ""
    seal: str = ""
    releases: tuple[DeclarationRelease, ...] = ()
    printed_on: date | None = None
    printed_sha256: str = ""
    entered_on: date | None = None
    transcript: str = ""
    transcript_sha256: str = ""
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def state(self) -> DeclarationState:
        """Return where it stands."""
        if self.is_withdrawn:
            return "withdrawn"
        if self.signed_on is None:
            return "draft"
        return "released" if self.releases else "signed"

    @property
    def is_sealed(self) -> bool:
        """Return whether it was signed, so that nothing of it may change."""
        return self.signed_on is not None

    @property
    def paper_code(self) -> str:
        """Return the first letters of the hash on the paper that was printed for signature, or ""."""
        return self.printed_sha256[:8]

    @property
    def last_withdrawal(self) -> Withdrawal | None:
        """Return the withdrawal that was entered last, or None."""
        return max(reversed(self.withdrawals), key=lambda one: one.entered_at, default=None)

    @property
    def is_withdrawn(self) -> bool:
        """Return whether the person took it back and was free to do so, as far as is known now."""
        last = self.last_withdrawal
        return last is not None and last.freedom == "free-and-alone"

    @property
    def code(self) -> str:
        """Return the first letters of its seal, by which a person confirms what is asked twice."""
        return self.seal[:8]

    @property
    def lacking(self) -> tuple[LackingPart, ...]:
        """Return what it is without."""
        held: dict[LackingPart, object] = {
            "video": self.video_id,
            "witness": self.witness_id,
            "independent": not (self.is_witness_named_twice or self.is_witness_deciding),
            "authorised": self.authorised,
            "condition": self.conditions,
            "days": not self.entered_on or self.made_on == self.signed_on == self.entered_on,
        }
        return tuple(part for part, value in held.items() if not value)

    @property
    def contact_ids(self) -> frozenset[str]:
        """Return the contacts who have a part in it."""
        named = {self.witness_id, self.interpreter_id, *(one.contact_id for one in self.authorised)}
        return frozenset({*named, *self._deciding} - {""})

    @property
    def is_witness_named_twice(self) -> bool:
        """Return whether the witness interprets or is authorised, too, which is no secret of the annex."""
        named = {self.interpreter_id, *(one.contact_id for one in self.authorised)}
        return bool(self.witness_id) and self.witness_id in named

    @property
    def is_witness_deciding(self) -> bool:
        """Return whether the witness decides on the release, or receives it: the annex alone says so."""
        return bool(self.witness_id) and self.witness_id in self._deciding

    @property
    def _deciding(self) -> frozenset[str]:
        """Return those whom its conditions name."""
        return frozenset(one for each in self.conditions for one in (each.contact_id, *each.recipient_ids))

    def condition(self, condition_id: str) -> ReleaseCondition | None:
        """Return a condition, or None."""
        return next((one for one in self.conditions if one.id == condition_id), None)


def check_declaration(declaration: Declaration) -> None:
    """Reject a declaration that declares nothing, or says a thing by halves.

    Raises:
        InvalidInput: it does.
    """
    if not declaration.clauses and not declaration.own_words.strip():
        raise InvalidInput(
            "The declaration declares nothing.",
            field="clauses",
            remedy="Choose a clause, or enter the person's own words.",
        )
    if len(set(declaration.clauses)) < len(declaration.clauses):
        raise InvalidInput("A clause is listed twice.", field="clauses", remedy="Keep one of the two.")
    if any(not one.what.strip() for one in declaration.authorised):
        raise InvalidInput(
            "It is not stated what a person is authorised to do.",
            field="authorised",
            remedy="Enter it in the person's words.",
        )
    for condition in declaration.conditions:
        if not condition.text.strip() or not condition.contact_id or not condition.recipient_ids:
            raise InvalidInput(
                "A condition names what must have happened, who decides, and who receives the declaration.",
                field="conditions",
                remedy="Enter all three.",
            )
    if declaration.witnessed_on is not None and not declaration.witness_id:
        raise InvalidInput(
            "A day is stated for a witness who is not named.",
            field="witness_id",
            remedy="Choose the witness, or take the day out.",
        )
    if declaration.witnessed_on not in {None, declaration.made_on}:
        raise InvalidInput(
            "The witness is said to have seen it on another day than it was made.",
            field="witnessed_on",
            remedy="Check both days, or take the day of the witness out.",
        )
    _check_withdrawals(declaration.withdrawals)


def _check_withdrawals(words: tuple[Withdrawal, ...]) -> None:
    """Reject word of a withdrawal by halves; what was entered earlier was not asked who heard it."""
    heard = all(one.heard_by or one.id == EARLIER for one in words)
    if not heard or not all(one.place.strip() and one.note.strip() for one in words):
        raise InvalidInput(
            "A withdrawal says who heard it, where, and what was said.",
            field="withdrawals",
            remedy="Enter all three, and whether the person was free.",
        )
