from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.crypto.code import CodeForm

ANCHOR = CodeForm(name="anchor", group_characters=6, remedy="Compare it.")
OTHER = CodeForm(name="recovery code", group_characters=4, remedy="Compare it.")


def test_a_code_is_read_back_however_it_is_grouped() -> None:
    code = ANCHOR.written(bytes(range(20)))
    assert [len(group) for group in code.split("-")] == [6] * 6
    assert ANCHOR.read(code.lower().replace("-", " ")) == bytes(range(20))


def test_a_code_of_one_use_is_none_of_another() -> None:
    with pytest.raises(InvalidInput, match="anchor is mistyped"):
        ANCHOR.read(OTHER.written(bytes(20)))
    with pytest.raises(InvalidInput, match="An anchor has 36 characters"):
        ANCHOR.read("short")
