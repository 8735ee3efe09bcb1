"""Printable page with the recovery code and how to use it, without names."""

from __future__ import annotations

import os
from pathlib import Path

from casebook.base.errors import Conflict
from casebook.base.i18n import Translator
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.pdf.typeset.single_page import set_leaf
from casebook.services.base.export import put
from casebook.services.vault.unlock_method import code_fingerprint

GROUPS_A_LINE = 3


def recovery_sheet(code: str, *, language: str = "en") -> bytes:
    """Return an A4 page as a PDF; the caller chooses the destination.

    Args:
        code: as it was shown.
        language: of the words.
    """
    words = Translator(language)
    groups = code.split("-")
    lines = [" - ".join(groups[at : at + GROUPS_A_LINE]) for at in range(0, len(groups), GROUPS_A_LINE)]
    return set_leaf(
        words("Recovery code"),
        (
            *(("code", line) for line in lines),
            ("text", words("Nine groups of four characters. The letters I, L, O and U are not used.")),
            (
                "text",
                words(
                    "Fingerprint: {fingerprint}. It is shown next to this code in the list of unlock "
                    "methods.",
                    fingerprint=code_fingerprint(code),
                ),
            ),
            ("head", words("What it does")),
            ("text", words("This code unlocks the casebook it was created for, without the passphrase.")),
            ("text", words("Anyone who has this code and the computer can read everything.")),
            ("head", words("How to use it")),
            (
                "text",
                words(
                    "Enter it where Casebook asks for the passphrase. Capital and small letters are "
                    "treated alike."
                ),
            ),
            (
                "text",
                words(
                    "Then add a new passphrase. If anyone else has seen this page, create a new recovery "
                    "code as well."
                ),
            ),
            ("head", words("Where to keep it")),
            ("text", words("Keep it on paper, away from the computer. Do not photograph or scan it.")),
        ),
        language=language,
    )


def require_new(path: Path | None) -> None:
    """Require that the target does not exist: it may hold the previous code, which is still in force.

    Raises:
        Conflict: something is there already.
    """
    if path and os.path.lexists(path):
        raise Conflict(
            "A file or folder already exists at this path.", field="sheet", remedy="Choose a new name."
        )


def save_sheet(code: str, target: Path | SaveTarget, *, language: str = "en") -> None:
    """Write the sheet to a file outside the vault.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses; nothing is left.
    """
    put(recovery_sheet(code, language=language), target)
