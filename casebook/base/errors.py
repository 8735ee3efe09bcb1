"""Every error a person can do something about, ordered by what they can do.

Messages never carry personal data: they may name a field, a position, a pack entry or a file the person
has just typed, never what a record says. Adapters translate the errors of libraries at their door;
whatever reaches the top untranslated is a bug.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from casebook.base.message import NO_MESSAGE, Message, as_message


class CasebookError(Exception):
    """An expected failure: a title for the message bar, a remedy, and an exit code for scripts.

    Attributes:
        kind: stable word for scripts, the class name in kebab case.
        title: one short sentence saying what happened; a literal, or a message where something is filled in.
        remedy: one sentence saying what to do next, given alike; may be empty.
        field: the input, file or record it concerns; may be empty.
        exit_code: as fixed by the command-line contract.
    """

    kind: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3
    default_remedy: ClassVar[Message] = NO_MESSAGE

    def __init__(self, title: Message | str, *, field: str = "", remedy: Message | str = "") -> None:
        super().__init__(title)
        self.title = as_message(title)
        self.field = field
        self.remedy = as_message(remedy or self.default_remedy)

    @property
    def message(self) -> Message:
        """Title and remedy as one text."""
        if not self.remedy:
            return self.title
        return Message("{title} {remedy}", title=self.title, remedy=self.remedy)

    def __str__(self) -> str:
        return str(self.message)


class InvalidInput(CasebookError):
    """The input cannot be used; nothing was changed."""

    kind = "invalid-input"


class NotFound(CasebookError):
    """No such record, file or pack entry; what is neither record nor file names its own remedy."""

    kind = "not-found"


class RecordNotFound(NotFound):
    """No such record outside the bin."""

    default_remedy = Message("Check the ID. Removed records are in the bin.")


class FileMissing(NotFound):
    """A file that the person named is not there."""

    default_remedy = Message("Check the path, or choose the file again.")


class DamagedSource(CasebookError):
    """An input file is incomplete, empty, encrypted or unreadable; nothing was written.

    Attributes:
        exhibits: what is wrong with each exhibit it is about, by its key; never shown.
    """

    kind = "damaged-source"
    default_remedy = Message("Ask for a complete copy of the file, or leave it out and state that you did.")

    def __init__(
        self,
        title: Message | str,
        *,
        field: str = "",
        remedy: Message | str = "",
        exhibits: Iterable[tuple[str, Message]] = (),
    ) -> None:
        super().__init__(title, field=field, remedy=remedy)
        self.exhibits = dict(exhibits)

    def faults_of(self, keys: Collection[str]) -> dict[str, Message]:
        """What is wrong with each of these exhibits that it is about, by key.

        SECURITY: by key, since two exhibits may have the same number, and the good one goes in as it is; and
        of these alone, since the process that read them is not believed.
        """
        return {key: self.exhibits[key] for key in keys if key in self.exhibits}


class RedactionIncomplete(CasebookError):
    """A redacted exhibit still contains redacted content; nothing was written."""

    kind = "redaction-incomplete"
    default_remedy = Message("Redact the whole page, or leave the exhibit out of the dossier.")


class PackInvalid(CasebookError):
    """A pack entry does not follow its schema.

    Attributes:
        fault: what is wrong with it, without its place.
    """

    kind = "pack-invalid"

    def __init__(self, title: Message | str, *, file: str, entry: str = "", field: str = "") -> None:
        self.fault = as_message(title)
        place = " · ".join(part for part in (file, entry, field) if part)
        super().__init__(
            Message("{place}: {fault}", place=place, fault=self.fault),
            field=place,
            remedy="Correct the entry in the pack file.",
        )
        self.file = file
        self.entry = entry


class WrongKey(CasebookError):
    """The credential did not unlock the vault. Does not state which part was wrong."""

    kind = "wrong-key"
    exit_code = 4
    default_remedy = Message("Check the keyboard layout and try again, or use the recovery code.")

    def __init__(self) -> None:
        super().__init__(Message("This passphrase or code did not unlock the casebook."))


class ForeignShares(WrongKey):
    """Shares of guardians that fit together did not unlock the vault."""

    default_remedy = Message("They belong to another casebook, or were replaced by new ones.")

    def __init__(self) -> None:
        CasebookError.__init__(self, Message("These shares do not unlock this casebook."))


class WrongWords(WrongKey):
    """What was typed did not unlock a casebook that travelled, which six words alone open."""

    default_remedy = Message("Look at each word again, and at their order. Nothing else opens it.")

    def __init__(self) -> None:
        CasebookError.__init__(self, Message("These are not its six words."), field="phrase")


class VaultDamaged(CasebookError):
    """The vault's files differ from those last locked."""

    kind = "vault-damaged"
    exit_code = 5
    default_remedy = Message(
        "Leave the folder as it is and restore the last verified backup to a new folder."
    )


class Refused(CasebookError):
    """The program refuses an action, for the reason in the title.

    Attributes:
        limits: the limits of consents that it is about, as rows with "person", "code", "cases", "consent",
            "given_on" and "limit"; they quote records, so they are never in its text, and never logged.
    """

    kind = "refused"
    exit_code = 6

    def __init__(
        self,
        title: Message | str,
        *,
        field: str = "",
        remedy: Message | str = "",
        limits: Iterable[Mapping[str, str]] = (),
    ) -> None:
        super().__init__(title, field=field, remedy=remedy)
        self.limits = tuple(limits)


class Conflict(CasebookError):
    """Another window, an existing file or a newer edit prevents the action."""

    kind = "conflict"
    exit_code = 6


class InUse(Conflict):
    """Another running process has the vault open for writing; it can still be opened read-only."""

    kind = "in-use"
    default_remedy = Message("Lock it there first, or open it here read-only.")

    def __init__(self) -> None:
        super().__init__(Message("The casebook is open in another window or program."))


class ReadOnly(Refused):
    """The vault is open read-only, so changes are refused."""

    kind = "read-only"
    default_title: ClassVar[Message] = Message(
        "This casebook is open read-only. Nothing can be changed here."
    )
    default_remedy = Message("Lock it in the other window, then lock and unlock it here.")

    def __init__(self) -> None:
        super().__init__(self.default_title)


class BeingChecked(ReadOnly):
    """After an interruption, the records are still being compared with their history."""

    kind = "being-checked"
    default_title = Message("The records are being checked because Casebook was interrupted last time.")
    default_remedy = Message("You can read them now. Changes can be made when the check is finished.")


class RecordsDiffer(ReadOnly):
    """After an interruption, some records do not match their history."""

    kind = "records-differ"
    default_title = Message(
        "Some records do not match their change history, so nothing in this casebook can be changed."
    )
    default_remedy = Message(
        "Restore a backup to a new folder, or accept the records as they are: Security, Checks."
    )


class VaultUnknown(CasebookError):
    """The vault's tables do not match their version number."""

    kind = "vault-unknown"
    exit_code = 6
    default_remedy = Message(
        "Open it with the version of Casebook that created it. Nothing in it was changed."
    )

    def __init__(self) -> None:
        super().__init__(
            Message(
                "This casebook was created by a version of Casebook whose database tables this version "
                "does not recognise."
            )
        )


class VaultTooNew(CasebookError):
    """The vault was written by a later version of the program."""

    kind = "vault-too-new"
    exit_code = 6
    default_remedy = Message("Open it with the newer version of Casebook that wrote it.")


class DiskProblem(CasebookError):
    """A disk error: full, read-only or disconnected."""

    kind = "disk-problem"
    exit_code = 8
    default_remedy = Message(
        "Free up space or check the drive, then try again. Nothing saved earlier is lost."
    )


class NoSpace(DiskProblem):
    """The disk refused because it is full, or because this user may use no more of it."""


class OnlyReadable(DiskProblem):
    """The vault cannot be opened for editing, but it can be opened read-only."""


class WriteProtected(OnlyReadable):
    """The vault's location is not writable; it can be opened read-only."""

    kind = "write-protected"
    default_remedy = Message("Open it here read-only, or copy it to a disk that can be written to.")

    def __init__(self) -> None:
        super().__init__(Message("The casebook is in a location that cannot be written to."))


class DiskFull(OnlyReadable):
    """The disk is too full to mark the vault as open; it can be opened read-only."""

    default_remedy = Message("Free up space and try again, or open it here read-only.")

    def __init__(self) -> None:
        super().__init__(Message("The disk is full, so the casebook cannot be opened for editing."))


class Cancelled(CasebookError):
    """The user cancelled; no incomplete file was left."""

    kind = "cancelled"
    exit_code = 6


class Locked(Cancelled):
    """The vault was locked during this work or before it began; treated like a cancel."""

    kind = "locked"

    def __init__(self) -> None:
        super().__init__(Message("The casebook was locked in the meantime. No incomplete file was left."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A defect found while reading many items; collected, not raised.

    Attributes:
        where: the file, page, row or entry.
        what: what is wrong there.
    """

    where: str
    what: Message

    @property
    def message(self) -> Message:
        """Place and defect as one text."""
        return Message("{where} {what}", where=self.where, what=self.what)
