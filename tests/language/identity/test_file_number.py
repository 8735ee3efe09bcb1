"""The number of a file is shown to a person, whichever office gave it; that of a norm is not."""

from __future__ import annotations

import pytest

from casebook.language.identity.doubtful_number import doubtful_numbers
from casebook.language.identity.file_number import file_numbers


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("青公（经）拘通字〔2019〕417号", ["青公（经）拘通字〔2019〕417号"]),
        ("青公（刑）立字[2018]1203号立案", ["青公（刑）立字[2018]1203号"]),
        ("依据（2020）鲁0781刑初88号判决", ["依据（2020）鲁0781刑初88号"]),
        ("鲁青检刑诉〔2019〕233号", ["鲁青检刑诉〔2019〕233号"]),
        ("Arrest warrant No. QGXJB [2019] 417", ["QGXJB [2019] 417"]),
        ("NCB-CHN/2024/5518, PA/01234/2019", ["NCB-CHN/2024/5518", "PA/01234/2019"]),
        ("case no. CO/1234/2026; our file 0417-3", ["CO/1234/2026", "0417-3"]),
        ("File No. 2024/33817", ["2024/33817"]),
        ("法发〔2010〕20号; case no. 41738/10; Case C-182/15; [2019] EWHC 417 (Admin)", []),
        ("A/HRC/2019/5; case 2019-2020; claim: 12.30; warrant of 3.4.2019", []),
    ],
)
def test_numbers_of_files_are_found_whole(said: str, found: list[str]) -> None:
    assert [said[start:end] for start, end in file_numbers(said)] == found


def test_a_file_is_one_row_with_its_figures() -> None:
    said = "File No. 2024/33817"
    assert [said[start:end] for start, end in doubtful_numbers(said)] == ["2024/33817"]
