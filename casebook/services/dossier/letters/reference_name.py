"""Case references in letters: many an office puts the client's family name into them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.domain.dossier.letter import LetterKind
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.language.fold import words
from casebook.services.dossier.letters.letter_values import LetterRecords

_KNOW_THE_CLIENT = frozenset({"court", "un-body", "client"})
"""Recipients who know whose case it is; what the office keeps may be signed by somebody from outside."""


def names_client(kind: LetterKind, records: LetterRecords, lines: Iterable[FilledLine]) -> bool:
    """Return whether the case reference that a letter prints tells a recipient outside a client's name."""
    reference = records.case.reference
    if kind.reader in _KNOW_THE_CLIENT or not any(reference in line.text for line in lines):
        return False
    parts = {*words(re.sub(r"[\W\d_]+", " ", reference))}
    return any(not parts.isdisjoint(words(name.text)) for one in records.clients for name in one.names)
