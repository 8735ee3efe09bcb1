"""Tamper check codes: the state reached by the vault as a code to keep elsewhere, and its later check."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.pdf.typeset.single_page import set_leaf
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.store.base import audit
from casebook.vault import TamperCode


class TamperCodeState(StrEnum):
    """The result of checking a tamper check code."""

    SAME = "same"
    LATER = "later"
    OLDER = "older"
    FOREIGN = "foreign"


WORDS = {
    TamperCodeState.SAME: gettext_noop(
        "The casebook is as it was when the tamper check code was created. Nothing has changed since."
    ),
    TamperCodeState.LATER: gettext_noop(
        "The casebook contains everything it had when the tamper check code was created, and "
        "changes made since."
    ),
    TamperCodeState.OLDER: gettext_noop(
        "This casebook is older than the tamper check code: the folder was replaced with an older version."
    ),
    TamperCodeState.FOREIGN: gettext_noop(
        "This tamper check code is not in this casebook's change history. It belongs to another "
        "casebook or another history."
    ),
}


def anchor(session: Session) -> str:
    """Return the tamper check code of the vault: 36 characters in six groups; it reveals nothing else."""
    return _here(session).written()


def save_sheet(session: Session, target: Path | SaveTarget, *, language: str = "en") -> None:
    """Save the code on a page outside the vault, for printing or sending; it contains no names.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses; nothing is left.
    """
    words = Translator(language)
    groups = anchor(session).split("-")
    sheet = set_leaf(
        words("Tamper check code"),
        (
            *(("code", " - ".join(groups[at : at + 3])) for at in range(0, len(groups), 3)),
            ("text", words("Created on {day}.", day=words.format_date(session.clock().date()))),
            ("head", words("What it does")),
            (
                "text",
                words("Checked later, it shows whether the whole folder was replaced with an older version."),
            ),
            ("text", words("It unlocks nothing and reveals nothing else to anyone.")),
            ("head", words("How to use it")),
            ("text", words("Enter it on the Security page, under Checks.")),
        ),
        language=language,
    )
    put(sheet, target)


def check_anchor(session: Session, code: str) -> TamperCodeState:
    """Check a saved tamper check code against this vault.

    Raises:
        InvalidInput: the code is mistyped.
        VaultDamaged: the audit chain does not hold.
    """
    kept, here = TamperCode.read(code), _here(session)
    session.store.verify_audit()
    with session.store.reading() as connection:
        is_held = audit.holds(connection, kept.head.hex())
    if kept.vault != here.vault:
        return TamperCodeState.FOREIGN
    if kept.generation > here.generation or (kept.generation == here.generation and not is_held):
        return TamperCodeState.OLDER
    if not is_held:
        return TamperCodeState.FOREIGN
    return TamperCodeState.SAME if kept.head == here.head else TamperCodeState.LATER


def _here(session: Session) -> TamperCode:
    return TamperCode.of(session.vault, bytes.fromhex(session.store.audit_head()[1]))
