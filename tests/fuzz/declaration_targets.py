"""What reads a declaration that somebody else wrote: as typed JSON, or as a record that came in a parcel.

A release pack itself is never read back: who receives one needs no program.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.base.field import made
from casebook.domain.declaration.declaration import Declaration, check_declaration
from casebook.domain.declaration.seal import is_unbroken, sealed
from casebook.domain.declaration.seal_kept import require_seal_kept


def declaration(data: bytes) -> None:
    """Read a declaration; what is taken tells its state, and once sealed any other word breaks its seal."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(values, dict):
        return
    try:
        read = made(Declaration, values)
        check_declaration(read)
    except InvalidInput:
        return
    assert read.state in {"draft", "signed", "released", "withdrawn"}
    assert len(read.lacking) == len(set(read.lacking))
    kept = sealed(replace(read, signed_on=date(2026, 3, 1)))
    assert is_unbroken(kept)
    assert len(kept.code) < len(kept.seal)
    changed = replace(kept, own_words=f"{kept.own_words} I go back freely.")
    assert not is_unbroken(changed)
    try:
        require_seal_kept(kept, changed)
    except Refused:
        return
    raise AssertionError
