"""Tamper check codes (anchors): the state of a vault as a short code to print or send.

Someone who puts the whole folder back to an older state changes nothing that the vault itself could notice.
An anchor kept elsewhere tells. It holds the first 3 bytes of the vault's id, 4 bytes of generation and the
first 13 bytes of the head of the audit chain; none of it is secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from casebook.base.message import Message, gettext_noop
from casebook.crypto.code import CodeForm
from casebook.vault.vault import Vault

FORM = CodeForm(
    name="anchor",
    title=gettext_noop("tamper check code"),
    group_characters=6,
    wrong_length=gettext_noop("A tamper check code has 36 characters; this one has {count}."),
    remedy=Message("Compare it with the printed code."),
)
ID_BYTES = 3
GENERATION_BYTES = 4
HEAD_BYTES = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class TamperCode:
    """The state of a vault: its generation and the head of its audit chain.

    Attributes:
        vault: the beginning of its id, 3 bytes.
        generation: of its header.
        head: the beginning of the head of its audit chain, 13 bytes.
    """

    vault: bytes
    generation: int
    head: bytes

    @classmethod
    def of(cls, vault: Vault, head: bytes) -> Self:
        """Return the code of an open vault whose audit chain ends in `head` (32 bytes)."""
        return cls(
            vault=vault.vault_id.bytes[:ID_BYTES],
            generation=vault.generation % 256**GENERATION_BYTES,
            head=head[:HEAD_BYTES],
        )

    @classmethod
    def read(cls, code: str) -> Self:
        """Parse a code; spaces and case are ignored.

        Raises:
            InvalidInput: mistyped, or no anchor.
        """
        data = FORM.read(code)
        after = ID_BYTES + GENERATION_BYTES
        return cls(
            vault=data[:ID_BYTES], generation=int.from_bytes(data[ID_BYTES:after], "big"), head=data[after:]
        )

    def written(self) -> str:
        """Return the code as text: six groups of six characters."""
        return FORM.written(self.vault + self.generation.to_bytes(GENERATION_BYTES, "big") + self.head)
