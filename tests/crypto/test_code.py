from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.crypto.code import CodeForm

ANCHOR = CodeForm(
    name="anchor",
    group_characters=6,
    wrong_length="An anchor has 36 characters; this one has {count}.",
    remedy=Message("Compare it."),
)
OTHER = replace(ANCHOR, name="recovery code", group_characters=4)


def test_a_code_is_read_back_however_it_is_grouped() -> None:
    code = ANCHOR.written(bytes(range(20)))
    assert [len(group) for group in code.split("-")] == [6] * 6
    assert ANCHOR.read(code.lower().replace("-", " ")) == bytes(range(20))


def test_a_code_of_one_use_is_none_of_another() -> None:
    with pytest.raises(InvalidInput, match="anchor contains a typing error"):
        ANCHOR.read(OTHER.written(bytes(20)))
    with pytest.raises(InvalidInput, match="An anchor has 36 characters"):
        ANCHOR.read("short")
