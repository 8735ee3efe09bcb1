"""Names in the order of their language."""

from __future__ import annotations

from casebook.ui.kit.collation import sort_key


def test_chinese_names_are_ordered_by_pinyin() -> None:
    names = ["英国", "奥地利", "比利时", "中国"]
    assert sorted(names, key=sort_key("zh-Hans")) == ["奥地利", "比利时", "英国", "中国"]
