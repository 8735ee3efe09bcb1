"""Document properties of a PDF as stored: title, author and dates; not verified.

Made for the extract worker, which is confined before it sees the file; it imports no nouns.
"""

from __future__ import annotations

_MAX_CHARACTERS = 500
"""Maximum characters of one property."""
_WANTED = ("Title", "Author", "Subject", "CreationDate")


def pdf_properties(data: bytes) -> dict[str, str]:
    """Return the existing properties by lower-case name; none of an unreadable file."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            properties = {name: document.get_metadata_value(name) for name in _WANTED}
    except pypdfium2.PdfiumError:
        return {}
    sound = {name.lower(): _sound(text) for name, text in properties.items()}
    return {name: text for name, text in sound.items() if text}


def _sound(text: str) -> str:
    whole = " ".join(text.split())[:_MAX_CHARACTERS]
    return whole.encode("utf-8", "replace").decode("utf-8")
