"""``guardian list|make|drill|remove|recover``: people who together can unlock a casebook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from casebook.base.errors import InvalidInput, NotFound
from casebook.cli.base.answer import answer, table
from casebook.cli.base.opening import back_up
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import new_passphrase, passphrase_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.text_file import text_of
from casebook.cli.vault.vault_unlock_method import show_strength
from casebook.services.base.export import put
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault import vault as vaults
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.guardian_sheet import guardian_sheets, share_text
from casebook.services.vault.recovery_sheet import require_new
from casebook.services.vault.vault_info import require_casebook

Format = Literal["pdf", "txt"]
_MAX_CHARACTERS = (1 << 16) - 1


def list_(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        known = guardian.current(session)
        due = known.due(session.clock().date()) if known else ()
    rows = known.guardians if known else ()
    words = "This casebook has no guardians."
    if known:
        words = (
            f"{known.threshold} of {len(rows)} shares unlock it. Fingerprint {known.fingerprint}.\n"
            + table(
                ("share", "guardian", "asked", ""),
                [
                    (str(row.number), row.name, str(row.drilled_on or "never"), "due" if row in due else "")
                    for row in rows
                ],
            )
        )
    answer({"guardians": known, "due": [row.number for row in due]}, words, json_wanted=json)


def make(
    *,
    vault: Path,
    names_file: Path,
    threshold: int,
    out: Path,
    file_format: Format,
    language: str,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    authority = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
    names = [line for line in _text(names_file, "names-file").splitlines() if line.strip()]
    new = guardian.prepare(names, threshold)
    with (
        unlocked(vault, passphrase_file, keyfile) as session,
        _written(new, out, file_format, language) as files,
    ):
        known = guardian.set_up(session, authority, new)
    words = (
        f"{known.threshold} of {len(files)} shares unlock the casebook now. Fingerprint "
        f"{known.fingerprint}.\n"
        "Print each page and hand it over in person, then delete these files: whoever has enough of them "
        f"can read everything.\n{unlock_method.OLD_BACKUPS}"
    )
    answer({"guardians": known, "files": files}, words, json_wanted=json)


def drill(
    *,
    vault: Path,
    number: int,
    words_file: Path,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        known = guardian.drill(session, number, _text(words_file, "words-file"))
    answer({"guardians": known}, f"The holder of share {number} still has it.", json_wanted=json)


def remove(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    authority = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
    with unlocked(vault, passphrase_file, keyfile) as session:
        guardian.remove(session, authority)
        kept = unlock_method.every(session)
    answer({"slots": kept}, f"The guardians were removed.\n{unlock_method.OLD_BACKUPS}", json_wanted=json)


def recover(
    *, vault: Path, share_file: tuple[Path, ...], new_passphrase_file: Path | None, json: bool
) -> None:
    require_casebook(vault)
    # Below an empty line a file of ours says what a page says.
    shared = guardian.credential([_text(one, "share-file").partition("\n\n")[0] for one in share_file])
    with open_session(vault, shared) as session:
        new = new_passphrase(new_passphrase_file)
        show_strength(new, vault)
        added = unlock_method.add_passphrase(session, shared, new, cost=vaults.calibrated(Counter()))
        back_up(session)
    words = (
        f"The casebook opens with the new passphrase ({added.id}).\nIf others have seen the shares, make new "
        "ones: `casebook guardian make`."
    )
    answer({"slot": added}, words, json_wanted=json)


@contextmanager
def _written(new: NewShares, folder: Path, file_format: Format, language: str) -> Iterator[list[Path]]:
    """Yield the files of new shares; they are deleted where the block fails, since they open nothing then.

    Raises:
        NotFound: there is no such folder.
        Conflict: a file is there already.
        DiskProblem: the disk refuses.
    """
    if not folder.parent.is_dir():
        raise NotFound("There is no such folder.", field="out", remedy="Create it first.")
    folder.mkdir(mode=0o700, exist_ok=True)
    files = [folder / f"share-{at}.{file_format}" for at in range(1, len(new.words) + 1)]
    for file in files:
        require_new(file)
    try:
        for at, file in enumerate(files, start=1):
            is_page = file_format == "pdf"
            text = "" if is_page else share_text(new, at, language=language)
            put(guardian_sheets(new, (at,), language=language) if is_page else text.encode(), file)
        yield files
    except BaseException:
        for file in files:
            with suppress(OSError):
                file.unlink()
        raise


def _text(file: Path, field: str) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    refusal = InvalidInput(
        "The file cannot be read.", field=field, remedy="It must be a small text file in UTF-8."
    )
    return text_of(file, refusal, encoding="utf-8-sig", max_characters=_MAX_CHARACTERS)
