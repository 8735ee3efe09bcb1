"""A name has the same tags, whether it is typed in the form or imported from a list."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.services.base.session import Session
from casebook.services.exchange import import_person
from casebook.services.person.name_tags import tagged_name


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("林志远", "Hans", "zh-Hans"),
        ("林志遠", "Hant", "zh-Hant"),
        ("ئالىم", "Arab", ""),
        ("བསྟན་འཛིན", "Tibt", ""),
        ("Lin Zhiyuan", "Latn", ""),
        ("7", "Zyyy", ""),
    ],
)
def test_an_imported_name_is_tagged_like_a_typed_one(
    session: Session, text: str, script: str, language: str
) -> None:
    typed = tagged_name(text, "legal")
    person = import_person.build(session, {"name": text}, "", Translator()).record
    assert person.names == (typed,)
    assert (typed.script, typed.language) == (script, language)


def test_the_romanisation_decides_the_language_before_the_script() -> None:
    name = tagged_name("Lin Chih-yuan", "legal", romanisation="wade-giles")
    assert (name.script, name.language) == ("Latn", "zh-Latn-wadegile")


def test_a_chosen_script_is_kept() -> None:
    assert tagged_name("林", "alias", script="Hant").language == "zh-Hant"
