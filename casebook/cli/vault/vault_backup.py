"""``vault backup|backups|restore|drill|anchor|check-anchor``."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.base.errors import WrongKey
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.parameter import KEYFILE_VARIABLE
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import passphrase
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.services.base.flow import run_in_line
from casebook.services.vault import backup as backups
from casebook.services.vault import tamper_code as anchors
from casebook.services.vault.backup import (
    ONE_HEADER_LEFT,
    RESTORED_WITHOUT,
    UNSOUND_REMEDY,
    Restored,
    unsound_message,
)
from casebook.services.vault.backup_restore import guardians_message
from casebook.services.vault.vault_info import keyslot_kinds

ROLLED_BACK = 5
VERIFIED = (
    "The database, the files new to the backups and one in twenty of the others were read and verified; "
    "for the rest, the sizes were compared. `vault drill` reads every file."
)
INCOMPLETE = 5
"""Everything recoverable is saved: some encrypted files were missing or damaged, in the casebook or the
backup.
"""


def _amount(changes: int, files: int) -> str:
    """Return how much there is in a backup."""
    return (
        f"{counted(changes, 'change', 'changes')} and {counted(files, 'encrypted file', 'encrypted files')}"
    )


def backup(
    *,
    vault: Path,
    into: Path | None,
    anew: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    with unlocked(vault, passphrase_file, keyfile) as session:
        if into:
            backups.choose_folder(session, into)
        if anew:
            backups.begin_anew(session)
        saved = run_in_line(backups.back_up(session, progress=Counter()))
        is_vault_whole = not session.unsound
    words = f"{_amount(saved.changes, saved.files)} backed up: {saved.path}\n{VERIFIED}"
    if saved.missing:
        words = f"{_lost(saved.missing)} `vault check` names them.\nThe rest: {words}"
    elif not is_vault_whole:
        words += (
            "\nIt contains complete copies of the encrypted files that are missing or damaged in the "
            "casebook."
        )
    answer(saved, words, json_wanted=json)
    return INCOMPLETE if saved.missing else 0


def _lost(missing: tuple[str, ...]) -> str:
    noun = "encrypted file is" if len(missing) == 1 else "encrypted files are"
    return f"The backup is incomplete: {len(missing)} {noun} missing from it."


def every(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        rows, damaged = backups.every(session), backups.damaged(session)
    words = table(
        ("made at", "changes", "files", "folder"),
        [(row.made_at, row.changes, row.files, row.path) for row in rows],
    )
    words = "\n".join((words, *(f"Damaged: {one.path} {one.fault!s}" for one in damaged)))
    answer({"rows": rows, "damaged": damaged}, words, json_wanted=json)


def restore(
    *, backup: Path, target: Path, passphrase_file: Path | None, keyfile: Path | None, json: bool
) -> int:
    secret, file = passphrase(passphrase_file), the_keyfile(keyfile)
    try:
        restored = run_in_line(backups.restore(backup, secret, target, keyfile=file, progress=Counter()))
    except WrongKey as error:
        if file:
            error.remedy = Message(
                "A key file was used with the passphrase. If the backup is older than the key file, leave "
                "out --keyfile and unset {variable}.",
                variable=KEYFILE_VARIABLE,
            )
        elif "keyfile" in keyslot_kinds(backup):
            error.remedy = Message(
                "If the passphrase needs its key file, name the file in {variable}.",
                variable=KEYFILE_VARIABLE,
            )
        raise
    words = f"Restored {_amount(restored.changes, restored.files)} to {restored.path}."
    remarks = _remarks(restored, RESTORED_WITHOUT)
    answer(restored, "\n".join((*remarks, words, *_guardians(restored))), json_wanted=json)
    return INCOMPLETE if restored.missing or restored.damaged else 0


def _remarks(restored: Restored, damaged_remedy: str) -> list[str]:
    """What a backup lacked or had damaged, the gravest first, each on a line of its own."""
    remarks = []
    if restored.damaged:
        remarks.append(f"{unsound_message(restored.damaged)!s} {damaged_remedy}")
    if restored.missing:
        remarks.append(f"{_lost(restored.missing)} Look for them in an earlier one.")
    if restored.is_header_damaged:
        remarks.append(ONE_HEADER_LEFT)
    return remarks


def _guardians(restored: Restored) -> list[str]:
    return [guardians_message(Translator("en"), restored.guardians)] if restored.guardians else []


def drill(
    *, vault: Path, which: Path | None, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> int:
    with unlocked(vault, passphrase_file, keyfile) as session:
        tried = run_in_line(backups.restore_test(session, which, progress=Counter()))
    is_whole = not tried.missing and not tried.damaged
    words = f"{_amount(tried.changes, tried.files)} restored."
    words = f"The backup passed: {words}" if is_whole else words
    document = {
        "changes": tried.changes,
        "files": tried.files,
        "missing": tried.missing,
        "damaged": tried.damaged,
        "is_header_damaged": tried.is_header_damaged,
    }
    answer(document, "\n".join((*_remarks(tried, UNSOUND_REMEDY), words)), json_wanted=json)
    return 0 if is_whole else INCOMPLETE


def anchor(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        code = anchors.anchor(session)
    answer({"anchor": code}, code, json_wanted=json)


def check_anchor(
    *, vault: Path, code: str, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> int:
    anchor_code = sys.stdin.read() if code == "-" else code
    with reading(vault, passphrase_file, keyfile) as session:
        found = anchors.check_anchor(session, anchor_code)
    answer({"found": found, "words": anchors.WORDS[found]}, anchors.WORDS[found], json_wanted=json)
    return ROLLED_BACK if found in {anchors.TamperCodeState.OLDER, anchors.TamperCodeState.FOREIGN} else 0
