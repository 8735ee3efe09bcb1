"""``vault backup|backups|restore|drill|anchor|check-anchor``."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import passphrase
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.services.base.flow import run_in_line
from casebook.services.vault import anchor as anchors
from casebook.services.vault import backup as backups

ROLLED_BACK = 5


def backup(
    *, vault: Path, into: Path | None, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        if into:
            backups.choose_folder(session, into)
        saved = run_in_line(backups.back_up(session, progress=Counter()))
    words = f"{saved.changes} changes and {saved.files} encrypted files backed up and verified: {saved.path}"
    if saved.missing:
        words += (
            f"\n{len(saved.missing)} files of the casebook are missing or damaged; `vault check` names them."
        )
    answer(saved, words, json_wanted=json)


def every(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        rows = backups.every(session)
    words = table(
        ("made at", "changes", "files", "folder"),
        [(row.made_at, row.changes, row.files, row.path) for row in rows],
    )
    answer({"rows": rows}, words, json_wanted=json)


def restore(
    *, backup: Path, target: Path, passphrase_file: Path | None, keyfile: Path | None, json: bool
) -> None:
    restored = run_in_line(
        backups.restore(
            backup, passphrase(passphrase_file), target, keyfile=the_keyfile(keyfile), progress=Counter()
        )
    )
    answer(
        restored,
        f"Restored {restored.changes} changes and {restored.files} encrypted files to {restored.path}.",
        json_wanted=json,
    )


def drill(
    *, vault: Path, which: Path | None, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        tried = run_in_line(backups.restore_test(session, which, progress=Counter()))
    words = f"The backup passed: {tried.changes} changes and {tried.files} encrypted files were restored."
    answer(
        {"changes": tried.changes, "files": tried.files, "missing": tried.missing}, words, json_wanted=json
    )


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
    return ROLLED_BACK if found in {anchors.AnchorState.OLDER, anchors.AnchorState.FOREIGN} else 0
