"""Signatures of minisign: one that the program itself made holds, and no changed byte passes."""

from __future__ import annotations

import pytest

from casebook.base.errors import CasebookError, InvalidInput, Refused
from casebook.crypto.minisign import require_minisigned
from tests.crypto.minisigned import COMMENT, DATA, KEY, SIGNATURE


def test_what_minisign_signed_holds_with_its_comment() -> None:
    assert require_minisigned(DATA, SIGNATURE, KEY) == COMMENT
    assert require_minisigned(DATA, SIGNATURE, f"untrusted comment: a key\n{KEY}\n") == COMMENT


def test_no_changed_byte_of_the_data_passes() -> None:
    for place in range(len(DATA)):
        changed = DATA[:place] + bytes([DATA[place] ^ 1]) + DATA[place + 1 :]
        with pytest.raises(Refused):
            require_minisigned(changed, SIGNATURE, KEY)


def test_no_changed_character_of_the_signed_lines_passes() -> None:
    first, *rest = SIGNATURE.splitlines()
    signed = "\n".join(rest)
    for place in range(len(signed)):
        changed = signed[:place] + ("A" if signed[place] != "A" else "B") + signed[place + 1 :]
        with pytest.raises(CasebookError):
            require_minisigned(DATA, f"{first}\n{changed}\n", KEY)


def test_a_key_that_is_none_is_named() -> None:
    for key in ("", "RWQ", KEY[:-4], SIGNATURE):
        with pytest.raises(InvalidInput, match="no public key"):
            require_minisigned(DATA, SIGNATURE, key)


def test_a_signature_that_is_cut_short_or_of_the_older_kind_is_refused() -> None:
    lines = SIGNATURE.splitlines()
    older = SIGNATURE.replace(lines[1], "RW" + lines[1][2:])  # "Ed": not prehashed
    for damaged in ("", lines[0], "\n".join(lines[:3]), SIGNATURE * 2, older):
        with pytest.raises(Refused, match="no signature in the format"):
            require_minisigned(DATA, damaged, KEY)
