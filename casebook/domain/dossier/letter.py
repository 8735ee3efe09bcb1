"""Letters, requests and forms to sign: what each is for, who reads it, and one as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.library.reading_level import ReadingLevel, may_be_cited_as_read
from casebook.domain.person.person import Purpose
from casebook.domain.person.role import RoleKind

LetterRecipient = Literal[
    "court",
    "un-body",
    "interpol",
    "eu-body",
    "authority",
    "other-side",
    "expert",
    "client",
    "witness",
    "office",
]
"""Who receives it: decides which details of the client it may state."""
LetterTreaty = Literal["echr", "cat", "iccpr", "interpol"]
"""The treaty, or the constitution, of the body that a request goes to: it names no other law."""
LetterParty = Literal["applicant", "author"]
"""What the body calls the person for whom a request is made."""
LetterForm = Literal["letter", "enquiry", "request", "statement", "form"]
"""A letter has a letterhead and a salutation; a request to a court or body has the case at its head; a
statement and a form are signed by somebody else than counsel."""

RECIPIENTS: Mapping[LetterRecipient, str] = {
    "court": gettext_noop("court"),
    "un-body": gettext_noop("UN body"),
    "interpol": gettext_noop("Interpol"),
    "eu-body": gettext_noop("EU body"),
    "authority": gettext_noop("authority of the requested State"),
    "other-side": gettext_noop("the other side"),
    "expert": gettext_noop("expert or doctor"),
    "client": gettext_noop("the client"),
    "witness": gettext_noop("witness"),
    "office": gettext_noop("interpreter or colleague"),
}
"""Titles of the recipients."""
TRUSTED: frozenset[LetterRecipient] = frozenset({"court", "un-body", "client", "expert", "office"})
"""Recipients to whom protected details may be stated: where the client is, health, how to reach them."""
REACHES_STATE: frozenset[LetterRecipient] = frozenset({"interpol", "eu-body", "authority", "other-side"})
"""Recipients through whom a State or INTERPOL may learn of a claim to protection that a letter states."""
SIGNED_FOR_ONESELF: frozenset[LetterForm] = frozenset({"statement", "form"})
"""Forms in which somebody else than counsel declares something in the first person."""
ENCLOSED, CLAIM_REASON, RELEASED = "letter.enclosed", "letter.protection-reason", "letter.released."
"""Names of the answers that keep which exhibits were enclosed and why a claim to protection is disclosed, and
how those begin that keep why the words of a single blank are.
"""
RELATIVES_REASON = "letter.relatives-reason"
"""Name of the answer that keeps why what tells of people in China is disclosed."""


@entity
class LetterProvision:
    """A provision that a letter answers, named in its head.

    Attributes:
        cite: as it is cited.
        read: what was read of it.
        basis: the entries of the reference data that say so, as ``pack:id``.
        how: how it was read, in words.
    """

    cite: str
    read: ReadingLevel
    basis: tuple[str, ...] = ()
    how: str = ""

    @property
    def is_cited(self) -> bool:
        """Return whether it is printed; otherwise the lawyer enters what was read."""
        return may_be_cited_as_read(self.read)


@entity
class LetterBlank:
    """What a person writes into a letter, beyond what the casebook holds.

    Attributes:
        name: by which the template asks for it, after ``blank.``.
        label: what is wanted.
        text: what stands there unless something else is written; "" where only a person knows it.
        lines: room for writing it.
    """

    name: str
    label: str
    text: str = ""
    lines: int = 1


@entity
class LetterKind:
    """A kind of letter that can be written.

    Attributes:
        id: stable word; ``own-…`` for a template of the office.
        title: what it is.
        form: how its head and foot are set, an enquiry as a letter without the reference of the case; of
            an own template nothing is added.
        reader: its recipient, under the name that columns, packs and JSON use.
        purpose: what the clients must have consented to, or "" where it goes to nobody outside.
        addressee: the body it is for, or "" where a contact of the case is chosen.
        to: role of the contact it is for; the only one who has it is addressed unless another is chosen.
        proceeding: kinds of proceeding it belongs to, the likeliest first.
        provisions: what it answers.
        blanks: what a person writes.
        treaty: of the body it goes to, or "" for none.
        party: what that body calls the client, or "" where the texts of the case stand as they are.
        makers: roles of which a contact must have one to sign it; none where somebody else does.
        forum: the international body that decides on what it asks, as it is named in a sentence; "" for none.
        short_forums: how that body is called in short; capitals alone ("CAT") stand as they are.
        body: its text in the markup of `formats.letter_source`; "" for an own template.
        attachment_id: the file of an own template, or "".
    """

    id: str
    title: str
    form: LetterForm
    reader: LetterRecipient
    purpose: Purpose | Literal[""] = ""
    addressee: str = ""
    to: RoleKind | Literal[""] = ""
    proceeding: tuple[str, ...] = ()
    provisions: tuple[LetterProvision, ...] = ()
    blanks: tuple[LetterBlank, ...] = ()
    body: str = ""
    attachment_id: str = ""
    treaty: LetterTreaty | Literal[""] = ""
    party: LetterParty | Literal[""] = ""
    makers: tuple[RoleKind, ...] = ()
    forum: str = ""
    short_forums: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Return whether it is a template of the office."""
        return bool(self.attachment_id)

    @property
    def file_name(self) -> str:
        """Return a name for its file, which says its kind and names nobody."""
        return f"letter-{'own' if self.is_own else self.id}.docx"

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts that the window shows of it, for translation; its own text stays English."""
        return (self.title, *(blank.label for blank in self.blanks))

    @property
    def unread(self) -> tuple[LetterProvision, ...]:
        """Return the provisions that are not printed: nobody read them for the reference data."""
        return tuple(provision for provision in self.provisions if not provision.is_cited)


@entity
class LetterAnswer:
    """What a person wrote into a blank."""

    name: str
    text: str


@entity
class Letter:
    """A letter of a case as it was last written or saved; its file is outside the casebook.

    Attributes:
        kind: id of the kind of letter, or of the own template.
        title: of the letter; names nobody.
        reader: its recipient, under the name that columns, packs and JSON use.
        purpose: what the clients' consent was checked for, or "".
        contact_id: who it is addressed to, where that is a contact.
        proceeding_id: what it is about, or "".
        answers: what a person wrote into its blanks; also `ENCLOSED` and the reasons, where there are any.
        gaps: what was missing when it was written, by the names of the fields.
        provision: what the lawyer put in the place of provisions that were not read, or "".
        sha256: of the file, in lower-case hex; "" where it is only saved.
        written_at: when the file was written, UTC, or None.
    """

    id: str
    case_id: str
    kind: str
    title: str
    reader: LetterRecipient
    purpose: Purpose | Literal[""] = ""
    contact_id: str = ""
    proceeding_id: str = ""
    answers: tuple[LetterAnswer, ...] = ()
    gaps: tuple[str, ...] = ()
    provision: str = ""
    sha256: str = ""
    written_at: datetime | None = None
