"""``vault new-keys|delete-old-backups``: a new master key, and backups made with the earlier one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import click

from casebook.base.errors import CasebookError
from casebook.cli.base.answer import answer, counted
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import new_passphrase, passphrase_of
from casebook.cli.base.progress import Counter, stop
from casebook.cli.base.session import unlocked
from casebook.cli.vault.vault_unlock_method import show_strength
from casebook.services.base.export import put
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, former_backups, unlock_method
from casebook.services.vault import new_keys as service
from casebook.services.vault.former_backups import FormerBackups, PlacesLookedAt
from casebook.services.vault.new_keys import NewKeysOrder
from casebook.services.vault.new_keys_outcome import NewKeys, files_shared, remarks
from casebook.services.vault.recovery_sheet import recovery_sheet, require_new
from casebook.services.vault.unlock_method import Credential
from casebook.services.vault.vault_info import former_beside, keyslot_kinds

T = TypeVar("T")
UNCHANGED = (
    "Stopped. The casebook was not given new keys: it opens as before, and a new recovery code shown above "
    "does not open it."
)
CHANGED = (
    "Stopped after the casebook was given new keys. Only the new passphrase and the new recovery code "
    "unlock it. `vault backups` shows whether a backup was made."
)
GUARDIANS_LEAVE = (
    "The shares of the guardians do not unlock a casebook with new keys: they are to destroy their pages. "
    "Make new shares afterwards: `casebook guardian make`."
)
KEPT = "The old backups were kept, since there is no complete new one."
INCOMPLETE = 5
"""The keys are new, but old backups were to be deleted and there is no complete new one."""


def new_keys(
    *,
    vault: Path,
    new_passphrase_file: Path | None,
    make_keyfile: Path | None,
    sheet: Path | None,
    delete_old_backups: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    with _StopNamed(UNCHANGED) as stop_named:
        require_new(sheet)
        authority = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
        words, code = new_passphrase(new_passphrase_file), unlock_method.new_recovery_code()
        show_strength(words, vault)
        leaving = [GUARDIANS_LEAVE] if "guardians" in keyslot_kinds(vault) else []
        sys.stderr.writelines(f"{line}\n" for line in leaving)
        who = os.environ.get("CASEBOOK_WHO", "")
        with ExitStack() as until_in_force:
            digest = until_in_force.enter_context(unlock_method.keyfile_made(make_keyfile))

            def in_force() -> None:
                stop_named.state = CHANGED
                # From then on the vault needs the keyfile: nothing that follows may take it away.
                until_in_force.close()

            order = NewKeysOrder(authority=authority, passphrase=words, code=code, keyfile_sha256=digest)
            show_code = partial(_show, code, sheet)
            renewal = service.renew(
                vault, order, who=who, progress=Counter(), show_code=show_code, in_force=in_force
            )
            outcome = run_in_line(renewal)
        new = unlock_method.Credential.of_passphrase(words, digest)
        is_backed_up, former, looked_at = _back_up(vault, new, who, delete_old_backups=delete_old_backups)
        document = {"vault": vault, **_document(outcome, code, former), **_places(looked_at)}
        notice = "\n".join((_notice(outcome, code, former), *_lines(looked_at), *leaving))
        answer(document, notice, json_wanted=json)
    return 0 if is_backed_up or not delete_old_backups else INCOMPLETE


class _StopNamed:
    """Reports the state of the keys if Ctrl+C ends the block.

    Attributes:
        state: to be said from now on.
    """

    def __init__(self, state: str) -> None:
        self.state = state

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # At a prompt the library turns Ctrl+C into an error of its own.
        if kind is not None and issubclass(kind, KeyboardInterrupt | click.Abort):
            stop()
            sys.stderr.write(f"{self.state}\n")


def _show(code: str, sheet: Path | None) -> None:
    """Show the code before anything is changed, so that it was seen however this ends later.

    Raises:
        CasebookError: the page cannot be saved.
    """
    if sheet:
        put(recovery_sheet(code), sheet)
    stop()
    sys.stderr.write(f"The new recovery code, valid once the new keys are in use:\n\n    {code}\n\n")
    sys.stderr.flush()


def _document(outcome: NewKeys, code: str, former: Sequence[FormerBackups]) -> dict[str, object]:
    return {
        "recovery_code": None if outcome.is_resumed else code,
        "old_backups": [one.folder for one in former],
        "changes": outcome.changes,
        "files": outcome.files,
        "missing": outcome.missing,
        "shared": outcome.shared,
    }


def _places(looked_at: PlacesLookedAt | None) -> dict[str, object]:
    if looked_at is None:
        return {}
    return {"looked_at": looked_at.at_hand, "not_at_hand": looked_at.not_at_hand, "left": looked_at.left}


def _lines(looked_at: PlacesLookedAt | None) -> list[str]:
    return [str(line) for line in former_backups.places_message(looked_at)] if looked_at else []


def _notice(outcome: NewKeys, code: str, former: Sequence[FormerBackups]) -> str:
    which = (
        "the recovery code that was shown when this began unlock them."
        if outcome.is_resumed
        else f"this recovery code, which is not shown again, unlock them:\n\n    {code}\n"
    )
    notice = (
        f"{counted(outcome.changes, 'change', 'changes')} and "
        f"{counted(outcome.files, 'encrypted file', 'encrypted files')} have new keys. Only the new "
        f"passphrase and {which}\n"
    )
    notice += " ".join(str(remark) for remark in remarks(outcome))
    if outcome.missing:
        notice += (
            f"\n{counted(len(outcome.missing), 'file was', 'files were')} missing before; see `vault check`."
        )
    if former:
        notice += f"\n{listed(former)}\nDelete them: casebook vault delete-old-backups VAULT --yes"
    return notice


def _back_up(
    vault: Path, new: Credential, who: str, *, delete_old_backups: bool
) -> tuple[bool, list[FormerBackups], PlacesLookedAt | None]:
    """Make the first backup with the new keys, and decide on the old ones.

    SECURITY: the old ones are deleted only once a whole one has been made and verified: until then they are
    the only backups there are.

    What cannot be done is reported, each for itself: the recovery code must still be said.

    Returns:
        Whether there is a whole new backup, the old ones that are left, and where they were looked for.
    """

    def steps() -> tuple[bool, list[FormerBackups], PlacesLookedAt | None]:
        with open_session(vault, new, who=who) as session:
            saved = _attempt(
                "No backup was made.", lambda: run_in_line(backup.back_up(session, progress=Counter()))
            )
            is_whole = saved is not None and not saved.missing
            if delete_old_backups and is_whole:
                shared = _attempt("Not all backups with old keys were deleted.", partial(_delete, session))
                if shared:
                    sys.stderr.write(f"{files_shared(shared)!s}\n")
            elif delete_old_backups:
                sys.stderr.write(f"{KEPT}\n")
            return is_whole, former_backups.every(session), former_backups.places(session)

    outcome = _attempt(
        "The casebook could not be opened for a backup, or its backups could not be listed.", steps
    )
    if outcome is None:
        beside = _attempt("The backup folder cannot be read.", partial(former_beside, vault))
        return False, beside or [], None
    return outcome


def _attempt(failed: str, do: Callable[[], T]) -> T | None:
    try:
        return do()
    except CasebookError as error:
        sys.stderr.write(f"{failed} {error}\n")
        return None


def delete_old_backups(
    *, vault: Path, yes: bool, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        former = former_backups.every(session)
        shared = _delete(session) if yes else 0
        looked_at = former_backups.places(session)
    words = listed(former) or "There are no backups that open with old keys."
    if former:
        words += "\nDeleted." if yes else "\nNothing was deleted; --yes deletes them."
    if shared:
        words += f"\n{files_shared(shared)!s}"
    words = "\n".join((words, *_lines(looked_at)))
    document = {"deleted": yes, "old_backups": former, "shared": shared, **_places(looked_at)}
    answer(document, words, json_wanted=json)


def listed(former: Sequence[FormerBackups]) -> str:
    """Return a line for each group of backups that open with old keys."""
    return "\n".join(
        f"{counted(group.backups, 'backup opens', 'backups open')} with old keys "
        f"({', '.join(group.opens_with)}): {group.folder}"
        for group in former
    )


def _delete(session: Session) -> int:
    """Delete them all; returns how many of their files have other hard links."""
    return sum(
        run_in_line(former_backups.delete(session, group.folder, progress=Counter()))
        for group in former_backups.every(session)
    )
