"""``guardian list|make|drill|remove|recover``: people who together can unlock a casebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import click

from casebook.base.errors import CasebookError, Conflict, DiskProblem, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.opening import back_up, tell_false_shares
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import new_passphrase, passphrase_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import advising_who_writes, reading, unlocked
from casebook.cli.base.text_file import text_of
from casebook.cli.vault.vault_unlock_method import show_strength
from casebook.services.base.export import put, refuse_vaults
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault import vault as vaults
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.guardian_sheet import guardian_sheets, share_text
from casebook.services.vault.vault_info import keyslot_ids, require_casebook

Format = Literal["pdf", "txt"]
_MAX_CHARACTERS = (1 << 16) - 1
_PDF = b"%PDF-"


def list_(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        known = guardian.current(session)
        due, others = known.due(session.clock().date()) if known else (), guardian.others(session)
    rows = known.guardians if known else ()
    words = "" if others else "This casebook has no guardians."
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
    if others:
        words = "\n".join(filter(None, (guardian.OTHERS, words)))
    document = {"guardians": known, "due": [row.number for row in due], "others": others}
    answer(document, words, json_wanted=json)


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
    # Only line ends part names: characters that part lines elsewhere are refused in them.
    lines = _text(names_file, "names-file").replace("\r\n", "\n").split("\n")
    names = [line for line in lines if line.strip()]
    new = guardian.prepare(names, threshold)
    with (
        _naming_what_holds(vault, new),
        unlocked(vault, passphrase_file, keyfile) as session,
        _written(vault, new, out, file_format, language) as files,
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
    with (
        _saying_if_stopped(lambda: "Stopped. `casebook guardian list` shows whether it was recorded."),
        unlocked(vault, passphrase_file, keyfile) as session,
    ):
        known = guardian.drill(session, number, _text(words_file, "words-file"))
    answer({"guardians": known}, f"The holder of share {number} still has it.", json_wanted=json)


def remove(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    authority = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
    with (
        _saying_if_stopped(_state_of(vault, "The guardians were removed: their shares unlock nothing.")),
        unlocked(vault, passphrase_file, keyfile) as session,
    ):
        guardian.remove(session, authority)
        kept = unlock_method.every(session)
    answer({"slots": kept}, f"The guardians were removed.\n{unlock_method.OLD_BACKUPS}", json_wanted=json)


def recover(
    *, vault: Path, share_file: tuple[Path, ...], new_passphrase_file: Path | None, json: bool
) -> None:
    require_casebook(vault)
    shared = guardian.credential(_text(one, "share-file") for one in share_file)
    with _saying_if_stopped(_state_of(vault, "The new passphrase unlocks the casebook.")):
        with advising_who_writes():
            session = open_session(vault, shared)
        with session:
            tell_false_shares(session)
            new = new_passphrase(new_passphrase_file)
            show_strength(new, vault)
            added = unlock_method.add_passphrase(session, shared, new, cost=vaults.calibrated(Counter()))
            others = [one for one in unlock_method.every(session) if one.id != added.id]
            back_up(session)
    still = "".join(f"  {one.kind} ({one.id})\n" for one in others)
    words = (
        f"The casebook opens with the new passphrase ({added.id}).\nThese still unlock it, too:\n{still}"
        "Remove those that others may have: `casebook vault remove-slot`. If others have seen the shares, "
        "make new ones: `casebook guardian make`."
    )
    document = {"slot": added, "others": others, "false_shares": list(session.vault.false_shares)}
    answer(document, words, json_wanted=json)


@contextmanager
def _saying_if_stopped(state: Callable[[], str]) -> Iterator[None]:
    """Say what holds now where Ctrl+C or a termination signal ends the block."""
    try:
        yield
    except (KeyboardInterrupt, click.Abort):  # the library turns it into an error of its own at a prompt
        sys.stderr.write(f"{state()}\n")
        raise


def _state_of(vault: Path, changed: str) -> Callable[[], str]:
    """Return what compares the unlock methods on the disk with those of now, and says whether they differ."""
    before = keyslot_ids(vault)

    def state() -> str:
        try:
            is_changed = keyslot_ids(vault) != before
        except CasebookError:
            return "Stopped. `casebook vault slots` shows what unlocks the casebook."
        return f"Stopped. {changed if is_changed else 'Nothing was changed: it opens as before.'}"

    return state


@contextmanager
def _naming_what_holds(vault: Path, new: NewShares) -> Iterator[None]:
    """Say which shares open the casebook where the block ends before its answer."""
    try:
        yield
    except BaseException as error:
        if guardian.are_in_use(vault, new):
            sys.stderr.write(
                f"The new shares unlock the casebook now. Fingerprint {new.fingerprint}. Their pages were "
                "kept.\n"
            )
        elif isinstance(error, KeyboardInterrupt):
            sys.stderr.write(
                "Nothing was changed: the new shares unlock nothing, and their pages were deleted.\n"
            )
        raise


@contextmanager
def _written(
    vault: Path, new: NewShares, folder: Path, file_format: Format, language: str
) -> Iterator[list[Path]]:
    """Yield the files of new shares; they are deleted where the block fails, unless they open the casebook.

    Raises:
        NotFound: there is no such folder.
        Conflict: a file is there already.
        Refused: the folder lies inside a vault or among its backups.
        DiskProblem: the disk refuses.
    """
    if not folder.parent.is_dir():
        raise NotFound("There is no such folder.", field="out", remedy="Create it first.")
    files = [folder / f"share-{at}.{file_format}" for at in range(1, len(new.words) + 1)]
    refuse_vaults(files[0].resolve())
    with _folder_made(folder):
        for file in files:
            _require_no_page(file)
        try:
            for at, file in enumerate(files, start=1):
                is_page = file_format == "pdf"
                text = "" if is_page else share_text(new, at, language=language)
                put(guardian_sheets(new, (at,), language=language) if is_page else text.encode(), file)
            yield files
        except BaseException:
            if not guardian.are_in_use(vault, new):
                for file in files:
                    with suppress(OSError):
                        file.unlink()
            raise


@contextmanager
def _folder_made(folder: Path) -> Iterator[None]:
    """Make a folder that only this user can open; it is removed where the block fails and leaves it empty."""
    is_new = not folder.exists()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DiskProblem("The folder could not be created.", field="out") from error
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):  # pages are in it
                folder.rmdir()
        raise


def _require_no_page(file: Path) -> None:
    """Refuse to write over a page: its share may be in use, as of a change that was cut short.

    Raises:
        Conflict: something is there.
    """
    if os.path.lexists(file):
        raise Conflict(
            "There are pages in this folder already, and their shares may unlock a casebook.",
            field="out",
            remedy="Name another folder. `casebook guardian list` shows the fingerprint of shares in use.",
        )


def _text(file: Path, field: str) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    refusal = InvalidInput(
        "The file cannot be read.", field=field, remedy="It must be a small text file in UTF-8."
    )
    if _is_pdf(file):
        refusal.remedy = Message("Copy the text of the PDF into a text file, or type its words.")
    return text_of(file, refusal, encoding="utf-8-sig", max_characters=_MAX_CHARACTERS)


def _is_pdf(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_PDF)) == _PDF
    except OSError:
        return False
