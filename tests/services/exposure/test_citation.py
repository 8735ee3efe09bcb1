"""Chinese laws are cited in Chinese in a paper in Chinese, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from casebook.base.i18n import Translator
from casebook.services.exposure.citation import citation
from casebook.services.exposure.exposure import penal_law
from casebook.services.exposure.exposure_blocks import article_of

LAW = penal_law()


def sources() -> Iterator[str]:
    """Every citation that an exposure can print."""
    for offence in LAW.offences.values():
        yield f"{offence.source}, {offence.article}"
        for figure in offence.thresholds:
            if figure.instrument_id:
                title = LAW.interpretations[figure.instrument_id].cited
                yield f"{title}, {figure.pinpoint}" if figure.pinpoint else title
    rules = (*LAW.general.values(), *LAW.limitation_rules.values(), *LAW.lawyer_rules)
    yield from (one.cited for one in rules if not one.is_advice and one.level != "none")
    yield from (one.cited for one in LAW.stages if one.level != "none")
    yield from (one.cited for one in LAW.jurisdiction if one.level != "none")
    yield from (f"{step.law}, {step.pinpoint}, art. 99" for step in LAW.limitation_steps)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_citation_of_a_chinese_paper_is_in_english(language: str) -> None:
    words = Translator(language)
    left = {one: citation(one, words) for one in sources() if re.search("[A-Za-z]", citation(one, words))}
    assert not left


@pytest.mark.parametrize(
    ("source", "simplified", "traditional"),
    [
        ("Criminal Law, art. 87(3), art. 99", "刑法第87条第3项、第99条", "刑法第87條第3項、第99條"),
        ("Criminal Law, arts. 306, 308-1", "刑法第306条、第308条之一", "刑法第306條、第308條之一"),
        ("Criminal Law, art. 7(1)", "刑法第7条第1款", "刑法第7條第1款"),
    ],
)
def test_articles_are_written_as_in_chinese(source: str, simplified: str, traditional: str) -> None:
    assert citation(source, Translator("zh-Hans")) == simplified
    assert citation(source, Translator("zh-Hant")) == traditional
    assert citation(source, Translator("en")) == source


def test_an_inserted_article_is_named_in_its_script() -> None:
    assert article_of(LAW.offence("cl-120-3"), Translator("zh-Hant")) == "第120條之三"
