"""What a version makes of the texts of the sample's own case."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.base.resources import resource
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.sample.book.version import Version, read_version, version_words

OTHER_COURTS = re.compile(r"District Court\b(?! of)")


def _texts(version: Version) -> str:
    """What is printed of facts, incidents, assurances and grounds."""
    texts: list[str] = []
    for entry in version.after:
        match entry:
            case Fact():
                texts += [entry.statement, *(account.stated_by for account in entry.accounts)]
            case Incident():
                texts += [entry.what, entry.corroborated_by]
            case Assurance():
                texts += [one.reason for one in entry.assessments]
            case Ground():
                texts += [entry.text, *(f"{proof.adverse} {proof.answer}" for proof in entry.proofs)]
            case _:
                pass
    return "\n".join(texts)


@pytest.mark.parametrize("word", [word for word in version_words() if word != "echr"])
def test_before_another_court_a_court_of_cyprus_has_its_place(word: str) -> None:
    assert OTHER_COURTS.findall(_texts(read_version(word))) == []


def test_days_and_spelling_are_american_before_an_american_court() -> None:
    text = _texts(read_version("us"))
    assert "a decision on arrest followed on November 6." in text
    assert not re.findall(r"\d (?:January|March|April|November)\b|licence|centre", text)


def test_the_courts_that_examined_assurances_are_those_of_the_forum() -> None:
    assert "No court of the United Kingdom has examined them." in _texts(read_version("gb"))


def test_other_words_for_a_text_not_taken_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(resource("sample"), folder)
    version = folder / "versions" / "us.toml"
    stale = version.read_text(encoding="utf-8").replace(
        "[version.wording]", '[version.wording]\n"no such" = "x"'
    )
    version.write_text(stale, encoding="utf-8")
    with pytest.raises(PackInvalid, match="does not take"):
        read_version("us", folder)
