from __future__ import annotations

import re

from casebook.ui.widgets.cards.compare import marked_up


def _marked(words: str, first: str) -> list[str]:
    return re.findall(r"<span[^>]*>([^<]*)</span>", marked_up(words, first))


def test_what_differs_from_the_first_account_is_marked() -> None:
    first = "He was arrested at 18:40 on 10 January."
    assert _marked("He was arrested at 00:40 on 11 January.", first) == ["00", "11"]
    assert _marked(first, first) == []


def test_chinese_is_compared_sign_by_sign() -> None:
    assert _marked("他晚上九点被带走", "他晚上十点被带走") == ["九"]


def test_words_are_never_read_as_markup() -> None:
    assert "<b>" not in marked_up("<b>bold</b> & more", "")
    assert "&lt;" in marked_up("<b>bold</b> & more", "")
