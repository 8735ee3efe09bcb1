"""Authorities and open items as they are written in the text of a dossier."""

from __future__ import annotations

import re

AUTHORITY = re.compile(r"\[\[@(?P<id>[\w-]+)(?:\s+(?P<place>[^\]]+))?\]\]")
"""``[[@source]]`` or ``[[@source § 83]]``."""
OPEN = re.compile(r"\[\[\?(?P<prompt>[^\]]*)\]\]")
"""``[[?what is to be written]]``."""


def plain(text: str) -> str:
    """Return a text that may stand inside the brackets of a reference."""
    return text.replace("[", "(").replace("]", ")").strip()
