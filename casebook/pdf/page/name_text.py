"""Names in a PDF as text, in any encoding."""

from __future__ import annotations

from pikepdf import Name


def name_text(name: object) -> str:
    """Return a name with its slash, or "" for anything else.

    Names should be UTF-8. Chinese office programs write the names of fonts in GBK, on which pikepdf stumbles.
    Source: ISO 32000-1, 7.3.5, and GB 18030, which GBK is a part of.
    """
    if not isinstance(name, Name):
        return ""
    raw = bytes(name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
