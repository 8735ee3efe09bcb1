"""Which dictionary serves a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.base.dictionary import Dictionary, dictionary_for

TAGS = ("de-AT", "de-DE", "en-AU", "en-GB", "en-US", "fr", "fr-CH", "sr-Latn-RS")
INSTALLED = [Dictionary(tag=tag, aff=Path(f"{tag}.aff"), dic=Path(f"{tag}.dic")) for tag in TAGS]


@pytest.mark.parametrize(
    ("language", "country", "tag"),
    [
        ("en", "GB-EW", "en-GB"),
        ("en", "US", "en-US"),
        ("en", "CY", "en-GB"),
        ("en-AU", "US", "en-AU"),
        ("en-IE", "", "en-GB"),
        ("de", "AT", "de-AT"),
        ("de", "", "de-DE"),
        ("fr", "BE", "fr"),
        ("sr", "", "sr-Latn-RS"),
    ],
)
def test_region_then_usual_spelling_decides(language: str, country: str, tag: str) -> None:
    chosen = dictionary_for(INSTALLED, language, country)
    assert chosen is not None
    assert chosen.tag == tag


@pytest.mark.parametrize("language", ["zh-Hans", "ug", "bo", ""])
def test_a_language_without_a_dictionary_is_not_checked(language: str) -> None:
    assert dictionary_for(INSTALLED, language, "GB") is None
