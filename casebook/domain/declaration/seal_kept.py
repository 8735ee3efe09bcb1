"""What may still be said of a sealed declaration, and what may not."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import Refused
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.seal import FREE_AFTER_SEAL


def require_seal_kept(was: Declaration, now: Declaration) -> None:
    """Refuse to change a sealed declaration, to unseal it, or to take back what became of it.

    Raises:
        Refused: it would.
    """
    if not was.is_sealed:
        return
    kept = {name: getattr(was, name) for name in FREE_AFTER_SEAL}
    if replace(now, **kept) != was:
        raise Refused(
            "A signed declaration cannot be changed.",
            field="declaration",
            remedy="Make another one that replaces it, or withdraw it with a dated note.",
        )
    if was.scan_id and now.scan_id != was.scan_id:
        raise Refused(
            "The scan of the signed paper cannot be exchanged.",
            field="scan_id",
            remedy="Make another declaration that replaces this one.",
        )
    if was.releases != now.releases[: len(was.releases)]:
        raise Refused(
            "An entry of the disclosure register cannot be removed.", field="releases", remedy="Leave it."
        )
    if was.withdrawals != now.withdrawals[: len(was.withdrawals)]:
        raise Refused(
            "A withdrawal that was entered is not removed or changed.",
            field="withdrawals",
            remedy="Record another one that says what is known now: the last one decides.",
        )
