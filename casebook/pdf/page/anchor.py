"""Placeholder URIs of references on typeset pages, resolved once page numbers are known.

``casebook:<anchor>?page=<n>``, the anchor percent-encoded as UTF-8. The bundle turns each one into a
destination inside the finished file, so none of them ever leaves the program. Where the anchor is an address
of the web, it is its own URI and stays one.
"""

from __future__ import annotations

from casebook.domain.dossier.composition import ReferenceTarget

WEB = ("https://", "http://")
"""Beginnings of an address of the web."""
_KEPT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_ADDRESS = frozenset(range(0x21, 0x7F)) - frozenset(b'<>"')
"""Signs of an address that stay as they are; what is encoded in it already is not encoded again."""


def uri(target: ReferenceTarget) -> str:
    """Return the placeholder URI of a target, ASCII.

    >>> uri(ReferenceTarget(anchor="exhibit:A-3", page=2))
    'casebook:exhibit%3AA-3?page=2'
    """
    if target.anchor.startswith(WEB):
        return _encoded(target.anchor, _IN_ADDRESS)
    return f"casebook:{_encoded(target.anchor, _KEPT)}?page={target.page}"


def _encoded(text: str, kept: frozenset[int]) -> str:
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in text.encode("utf-8"))
