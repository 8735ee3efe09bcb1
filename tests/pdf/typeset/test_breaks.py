from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.pdf.typeset.breaks import units


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-known fact", ["well-", "known", "fact"]),
        ("pages 12–13", ["pages", "12–13"]),
        ("他说：“好”，走了。", ["他", "说：", "“好”，", "走", "了。"]),
        ("named 王志远 here", ["named", "王志远", "here"]),
        ("(王志远), then", ["(王志远),", "then"]),
        ("see pp. 80–81, no. 4 and No more", ["see", "pp. 80–81,", "no. 4", "and", "No", "more"]),
        ("(§ 83) app. 4", ["(§ 83)", "app.", "4"]),
        ("by བསྟན་འཛིན། here", ["by", "བསྟན་འཛིན།", "here"]),
        ("བཀྲ་ཤིས་བདེ་ལེགས་ཞུ་རྒྱུ་ཡིན།", ["བཀྲ་", "ཤིས་", "བདེ་", "ལེགས་", "ཞུ་", "རྒྱུ་", "ཡིན།"]),
        ("https://example.org/a/b?c=1", ["https://example.", "org/", "a/", "b?", "c=", "1"]),
        ("at http://e.eu/a-b/12/c and/or", ["at", "http://e.", "eu/", "a-", "b/", "12/", "c", "and/or"]),
        ("", []),
    ],
)
def test_where_lines_may_end(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@given(st.text("ab -–王志远，。“”(་བ/.", max_size=40))
def test_nothing_is_lost_but_the_spaces(text: str) -> None:
    assert "".join(parts(text)).replace(" ", "") == text.replace(" ", "")
