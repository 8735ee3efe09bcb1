"""Changes of the guardians of a vault, carried out in steps in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.person.code_name import CodeNamed
from casebook.domain.vault.guardian import GuardianSet
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.export import dropped_unless_done, put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.vault import guardian, unlock_change, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.guardian_sheet import guardian_sheets
from casebook.services.vault.unlock_method import UnlockMethod

Typed = tuple[str, Path | OpenedFile | None]
"""What opens the vault now, as typed, and its key file or None."""


@entity
class Guardians:
    """The guardians of a vault and what else opens it.

    Attributes:
        known: the guardians, or None.
        due: numbers of those who were not asked for a year.
        methods: all unlock methods in the order of the header.
        others: so many further sets of shares open it, of which nothing is recorded.
        named: what the screen shows of the guardians while names are hidden.
    """

    known: GuardianSet | None
    due: frozenset[int]
    methods: tuple[UnlockMethod, ...]
    others: int = 0
    named: tuple[CodeNamed, ...] = ()

    @property
    def has_keyfile(self) -> bool:
        """Return whether some way into the vault needs a key file."""
        return any(way.kind == "keyfile" for way in self.methods)

    def knows(self, way: UnlockMethod) -> bool:
        """Return whether this is the unlock method of the guardians."""
        return self.known is not None and way.id == self.known.slot_id

    def fingerprint(self, way: UnlockMethod) -> str:
        """Return what distinguishes an unlock method: for guardians, what their pages bear."""
        return self.known.fingerprint if self.known and self.knows(way) else way.fingerprint


def guardians(session: Session) -> Guardians:
    """Return the guardians and the unlock methods."""
    known = guardian.current(session)
    due = known.due(session.clock().date()) if known else ()
    return Guardians(
        known=known,
        due=frozenset(one.number for one in due),
        methods=tuple(unlock_method.every(session)),
        others=guardian.others(session),
        named=tuple(guardian.code_named(session)),
    )


async def prepare(
    session: Session, typed: Typed, names: Sequence[str], threshold: int, *, progress: Progress = silent
) -> NewShares:
    """Return new shares, which open nothing yet, after verifying what opens the vault now.

    Args:
        session: the open vault.
        typed: what opens it now.
        names: of the guardians.
        threshold: how many shares are needed.
        progress: called once, before the key is derived.

    Raises:
        InvalidInput: names or threshold cannot be; shares or key file are none.
        ReadOnly: another window has the right to write in the vault.
        WrongKey: what was typed opens nothing.
        Refused: it is shares of guardians, which cannot replace themselves.
        NotFound: the keyfile is not there.
        Cancelled: the person stopped.
    """
    new = await off_thread(partial(guardian.prepare, names, threshold))
    authority = await unlock_change.derived(session, *typed, progress)
    guardian.refuse_shares(authority)
    await on_vault(partial(unlock_method.verify_credential, session, authority))
    return new


async def write_pages(new: NewShares, target: Path | SaveTarget, *, language: str = "en") -> None:
    """Write a PDF with a page for each guardian.

    Raises:
        InvalidInput: the folder is not there, or the target is a folder, a device or a pipe.
        Refused: the target lies inside a vault or among its backups.
        DiskProblem: the disk refuses; nothing is left.
    """
    await off_thread(partial(_written, new, target, language))


async def set_up(
    session: Session, typed: Typed, new: NewShares, *, progress: Progress = silent
) -> GuardianSet:
    """Let new shares open the vault, in the place of those there are.

    Args:
        session: the open vault.
        typed: what opens it now.
        new: as `prepare` made them.
        progress: called once, before the key is derived.

    Raises:
        as `guardian.set_up`; and NotFound: the keyfile is not there; Cancelled: the person stopped.
    """
    authority = await unlock_change.derived(session, *typed, progress)
    return await on_vault(partial(guardian.set_up, session, authority, new))


async def remove(session: Session, typed: Typed, *, progress: Progress = silent) -> None:
    """Remove the guardians.

    Args:
        session: the open vault.
        typed: what opens it now and afterwards.
        progress: called once, before the key is derived.

    Raises:
        as `guardian.remove`; and NotFound: the keyfile is not there; Cancelled: the person stopped.
    """
    authority = await unlock_change.derived(session, *typed, progress)
    await on_vault(partial(guardian.remove, session, authority))


def _written(new: NewShares, target: Path | SaveTarget, language: str) -> None:
    with dropped_unless_done(target):
        put(guardian_sheets(new, range(1, len(new.words) + 1), language=language), target)
