"""A template of the office for letters."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.letter import LetterRecipient
from casebook.domain.person.person import Purpose


@entity
class LetterTemplate:
    """A template of the office: a Word file with fields, kept encrypted in the vault.

    Attributes:
        title: what it is; names nobody.
        reader: their recipient, under the name that columns and JSON use.
        purpose: what the clients must have consented to, or "".
        attachment_id: the encrypted file.
        sha256: of the file as it was received.
        added_on: the day it was added.
    """

    id: str
    title: str
    reader: LetterRecipient
    attachment_id: str
    sha256: str
    added_on: date
    purpose: Purpose | Literal[""] = ""
