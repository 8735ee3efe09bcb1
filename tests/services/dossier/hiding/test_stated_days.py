"""Days that a text states year first, alone and in ranges, become their months in a pseudonymised copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.hiding.days.stated_day import stated_days, yearless_days
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.hiding.unrecorded_day import labelled_days
from tests.services.dossier.hiding.test_chat_senders import taken
from tests.services.dossier.test_set_exhibits import built, text_of
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

_WORDS = Translator("en")
_PUBLIC = {"2019-07-09"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2019/7/5-2019/7/9", "July 2019-July 2019"),
        ("vom fünften bis siebten Juli 2019", "vom July 2019"),
        ("du cinq au 7 juillet 2019", "du July 2019"),
        ("del cuatro al seis de julio de 2019", "del July 2019"),
        ("tra il cinque e il sette luglio 2019", "tra il July 2019"),
        ("с пятого по седьмое июля 2019 года", "с July 2019 года"),
        ("entre o cinco e o sete de julho de 2019", "entre o July 2019"),
        ("from the fifth to the seventh of July 2019", "from July 2019"),
        ("from the fifth to 7 July 2019", "from July 2019"),
        ("2019年七月五日至七日", "July 2019"),
        (
            "May second the motion; six of them in July 2019",
            "May second the motion; six of them in July 2019",
        ),
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


def test_no_day_reaches_over_the_full_stop_of_a_count() -> None:
    assert [day.text for day in yearless_days("Page 12 of 14. May 14 containers came.")] == ["May 14"]
    assert [*stated_days("Page 12 of 14. May 1984 was cold.")] == []
    assert [day.text for day in stated_days("on the 14. May 1984")] == ["14. May 1984"]


def test_eight_figures_behind_a_sign_for_a_number_are_no_day() -> None:
    hidden = Hidden(form="20260304", label="[date]", is_name=False, kind="date", shape="found-day")
    replacer = NameReplacer([hidden])
    assert replacer.apply("№ 20260304, №20260304; on 20260304") == "№ 20260304, №20260304; on [date]"


def test_the_figure_of_a_number_before_a_chinese_day_stays(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    note = taken(session, opened, "note.txt", "D07 2019. 10. 8 end\n\nD08 2019年10月8日 end\n")
    assert "D08 October 2019 end" in built(session, (note,), "pseudonymised", tmp_path / "out.pdf")


def test_a_day_of_public_law_stays_in_the_text_and_in_no_exhibit(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    """A sum paid on the day of a judgment tells who paid it as any other does."""
    issued = StatedDate(edtf="2021-06-10")
    law = Source(id="law", title="The law", author="Body", body="Body", type="un-report", issued=issued)
    record.add(session, law)
    note = taken(session, opened, "note.txt", "2021-06-10 paid 54.00\n\n2021-06-12 paid 18.00\n")
    made = dossier.draft(session, opened.id, "Dossier")
    part = Section(id="t", kind="free-text", title="Law", text="The law of 10 June 2021 was in force.")
    record.change(session, replace(made, sections=(part,), exhibit_ids=(note.id,)))
    request = BuildRequest(dossier_id=made.id, copy_kind="pseudonymised")
    run_in_line(builds.build(session, request, tmp_path / "out.pdf"))
    said = " ".join(text_of((tmp_path / "out.pdf").read_bytes()).split())
    assert "The law of 10 June 2021" in said
    assert "June 2021 paid 54.00" in said
    assert "June 2021 paid 18.00" in said
    assert "2021-06" not in said


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("vom 5. bis zum siebten Juli", "5. bis zum siebten Juli"),
        ("seit dem fünften Juli", "fünften Juli"),
        ("le vingt et un juillet", "vingt et un juillet"),
        ("on July the fifth", "July the fifth"),
        ("since July fifth, sixth and seventh", "July fifth, sixth and seventh"),
        ("с пятого по седьмое июля", "пятого по седьмое июля"),
        ("七月五号", "七月五号"),
        ("七月五日至七日", "七月五日至七日"),
    ],
)
def test_a_day_in_words_without_its_year_is_found_whole(said: str, day: str) -> None:
    assert [one.text for one in yearless_days(said)] == [day]
