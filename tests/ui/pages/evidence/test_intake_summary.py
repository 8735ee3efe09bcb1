"""What is said once files were added tells those chosen from those within them."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.evidence.intake import IntakeRow
from casebook.ui.pages.evidence.intake import summary


@pytest.mark.parametrize(
    ("fields", "rest"),
    [
        (["a.eml", ""], "1 of them was within another file."),
        (["a.zip", "", ""], "2 of them were within other files."),
        (["a.eml", "b.pdf"], ""),
        (["", ""], ""),
    ],
)
def test_files_within_others_are_counted_apart(fields: list[str], rest: str) -> None:
    rows = [
        IntakeRow(id=str(at), name=f"{at}.txt", outcome="taken", field=field)
        for at, field in enumerate(fields)
    ]
    headline = f"{len(fields)} files were encrypted and added to the case."
    assert summary(Translator("en"), rows) == (headline, rest)
