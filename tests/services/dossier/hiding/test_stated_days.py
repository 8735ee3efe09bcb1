"""Days that a text states year first, alone and in ranges, become their months in a pseudonymised copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.base.session import Session
from casebook.services.dossier.hiding.unrecorded_day import labelled_days
from tests.services.dossier.hiding.test_chat_senders import taken
from tests.services.dossier.test_set_exhibits import built
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

_WORDS = Translator("en")
_PUBLIC = {"2019-07-09"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2019/7/5-2019/7/9", "July 2019-July 2019"),
        ("2019-7-5至2019-7-9", "July 2019至July 2019"),
        ("2019.7.5–2019.7.9", "July 2019–July 2019"),
        ("2019/7/5~2019/7/9", "July 2019~July 2019"),
        ("2019-07-05/2019-07-09", "July 2019/July 2019"),
        ("05.07.2019-09.07.2019", "July 2019-July 2019"),
        ("2019/7/5~9", "July 2019"),
        ("2019/7/5至9日", "July 2019"),
        ("2019/7/5,6,7", "July 2019"),
        ("2019-Jul-05", "July 2019"),
        ("2019 July 5", "July 2019"),
        ("2019_07_05", "July 2019"),
        ("05./09. Juli 2019", "July 2019"),
        ("04/05.07.2019", "July 2019"),
        ("4.–5.7.2019", "July 2019"),
        ("2019/7/9", "2019/7/9"),
        ("09.07.2019", "09.07.2019"),
        ("2019/7/5, 6 people", "July 2019, 6 people"),
        ("2019-04-33", "2019-04-33"),
        ("No. 2019/12/345", "No. 2019/12/345"),
    ],
)
def test_every_day_stated_becomes_its_month_and_a_public_one_in_a_range(said: str, shown: str) -> None:
    """The ninth of July is that of a public decision."""
    text = f"It was {said} here."
    hidden = labelled_days([text], (), set(_PUBLIC), _WORDS)
    assert NameReplacer(hidden).apply(text) == f"It was {shown} here."


def test_the_figure_of_a_number_before_a_chinese_day_stays(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    note = taken(session, opened, "note.txt", "D07 2019. 10. 8 end\n\nD08 2019年10月8日 end\n")
    assert "D08 October 2019 end" in built(session, (note,), "pseudonymised", tmp_path / "out.pdf")
