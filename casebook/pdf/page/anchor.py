"""Placeholder URIs of references on typeset pages, resolved once page numbers are known.

``casebook:<anchor>?page=<n>``, the anchor percent-encoded as UTF-8. The bundle turns each one into a
destination inside the finished file, so none of them ever leaves the program.
"""

from __future__ import annotations

from casebook.domain.dossier.composition import ReferenceTarget

_KEPT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def uri(target: ReferenceTarget) -> str:
    """Return the placeholder URI of a target, ASCII.

    >>> uri(ReferenceTarget(anchor="exhibit:A-3", page=2))
    'casebook:exhibit%3AA-3?page=2'
    """
    anchor = "".join(chr(byte) if byte in _KEPT else f"%{byte:02X}" for byte in target.anchor.encode("utf-8"))
    return f"casebook:{anchor}?page={target.page}"
