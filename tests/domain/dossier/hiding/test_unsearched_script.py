"""Text in a script in which no name is known makes its page wait for a person."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.unsearched_script import unsearched_scripts


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("A: หลิน จื้อหย่วน was arrested", ("Thai",)),
        ("לין ג'יו-יואן", ("Hebrew",)),
        ("リン・ジーユエン", ("kana",)),
        ("لين تشي يوان was arrested", ("Arabic",)),
        ("[hebrew letter lamed][hebrew letter yod]", ("Hebrew",)),
        ("ئابلىمىت تۇرسۇنجان, ཚེ་རིང་, 林志远, 린즈위안, Λιν, Линь, ㄌㄧㄣˊ", ()),
        ("卡拉OKの店 and [a note] [12]", ()),
    ],
)
def test_scripts_without_known_names_are_told(text: str, scripts: tuple[str, ...]) -> None:
    """A Chinese name in any of them is found by nobody but a reader."""
    assert unsearched_scripts(text) == scripts
