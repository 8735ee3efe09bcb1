"""``vault remember|accept``: the state of a vault remembered on this computer, and accepting an older one."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer
from casebook.cli.base.session import reading, unlocked
from casebook.services.vault import rollback, unclean_stop


def remember(
    *, vault: Path, is_off: bool, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        (rollback.forget if is_off else rollback.remember)(session)
    words = (
        "This computer no longer remembers the state of the casebook."
        if is_off
        else "From now on, this computer remembers the last state of the casebook."
    )
    answer({"remembered": not is_off}, words, json_wanted=json)


def accept(*, vault: Path, yes: bool, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        differences, notices = session.differences, rollback.notices(session)
        if yes:
            session.accept_differences()
            rollback.accept(session)
    lines = [str(unclean_stop.summary(differences))] if differences else []
    lines += [f"{notice.title!s} {notice.remedy!s}" for notice in notices]
    words = "\n".join(lines) or "There is nothing to accept."
    if lines:
        words += "\nAccepted." if yes else "\nNothing was changed; --yes accepts it."
    answer({"accepted": yes, "differences": differences, "notices": notices}, words, json_wanted=json)
