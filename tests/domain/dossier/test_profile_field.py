"""Every field of a court profile has a title, which the window shows in its language."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.domain.dossier.filings.filing import in_words
from casebook.domain.dossier.profile_field import TITLES, field_title
from casebook.packs.dossier.profile import read_profiles


def test_every_field_of_the_pack_has_a_title() -> None:
    pack = tomllib.loads(resource("packs", "profiles.toml").read_text(encoding="utf-8"))
    assert pack["fields"].keys() == TITLES.keys()
    assert len(set(TITLES.values())) == len(TITLES)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_rule_is_named_in_the_language_of_the_window(language: str) -> None:
    words = Translator(language)
    assert all(words(field_title(field)) not in {field, TITLES[field]} for field in TITLES)
    rule = next(rule for profile in read_profiles().profiles for rule in profile.rules)
    shown = words(in_words(replace(rule, field="bookmarks_required", value=True)))
    assert not any(letter.isascii() and letter.isalpha() for letter in shown), shown
