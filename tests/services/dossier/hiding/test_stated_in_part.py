"""Days that a text states in part are generalised, whoever recorded them."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.days.stated_day import yearless_days
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import ages, hidden_facts, partial_days
from casebook.services.dossier.hiding.unrecorded_day import labelled_days

_WORDS = Translator("en")


def _replacer(text: str, published: tuple[str, ...] = ()) -> NameReplacer:
    months = (
        Hidden(form=day.text, label=_WORDS.month_name(day.on), is_name=False, kind="date", shape="yearless")
        for day in yearless_days(text)
    )
    return NameReplacer((*partial_days(_WORDS), *months), published=published)


def test_days_of_published_findings_stay_and_those_of_the_office_do_not() -> None:
    """A range that begins without its year is whole in the words of the library alone."""
    finding = "The campaign ran from 12 September to 1 December 2014 in the prefecture."
    text = f"{finding} (report, p. 3)\nShe left on 12 September."
    shown = f"{finding} (report, p. 3)\nShe left in September."
    assert _replacer(text, (finding,)).apply(text) == shown
    broken = finding.replace(" to ", "\nto ")
    assert _replacer(broken, (finding,)).apply(broken) == broken


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        (
            "the clerk put “12” and “8” and so my passport says 1983",
            "the clerk put [date] and so my passport says 1983",
        ),
        ("my birthday, 12 and 8, is false", "my birthday, [date], is false"),
        ("户口上写的是“12”和“8”，不是1984", "户口上写的是[date]，不是1984"),
        ("a decision on arrest follows on 6 November.", "a decision on arrest follows in November."),
        ("since\n2 April, apart from", "since\nApril, apart from"),
        ("on the 2nd of May and November 6th", "in May and November"),
        ("a quarter past nine in the evening of the 3rd in Nicosia", None),
        ("the night of the 4th in Yunlan", "the night of [date] in Yunlan"),
        ("4–6 March", "March"),
        (
            "1.2 Family name at birth\n5.3 He was born in Rome",
            "1.2 Family name at birth\n5.3 He was born in Rome",
        ),
        ("born 3.5 there\n3.5 born", "born [date] there\n[date] born"),
        ("他们3号晚上来的，11月6日走的", "他们[date]晚上来的，November走的"),
    ],
)
def test_a_day_stated_in_part_is_generalised(stated: str, shown: str | None) -> None:
    """What is left does not tell the day."""
    expected = shown or "a quarter past nine in the evening of [date] in Nicosia"
    assert _replacer(stated).apply(stated) == expected


@pytest.mark.parametrize(
    "text",
    [
        "articles 5 and 8 of the Convention and his passport of 2019",
        "the 4th Amendment, the 3rd floor and the 1st and 2nd defendants",
        "pages “12” and “8” of the register",
        "the Convention of 4 November 1950; they 3 may apply",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Pinpoints, ordinals of things and public days with their year are no days of the case."""
    assert _replacer(text).apply(text) == text


def test_the_part_of_a_day_goes_with_its_month() -> None:
    """No sentence says "On the evening of April"."""
    form = Hidden(form="2026-04-03", label="April 2026", is_name=False, kind="date", shape="written-day")
    text = "On the evening of 3 April 2026 they came."

    assert NameReplacer([form]).apply(text) == "On an evening in April 2026 they came."


def test_further_names_in_brackets_are_left_out() -> None:
    """A list of the names of one person says nothing once each is the same label."""
    hidden = [Hidden(form=name, label="Person A") for name in ("Lin Zhiyuan", "林志远", "Lam Chi Yuen")]
    text = "Lin Zhiyuan (林志远, in Hong Kong Lam Chi Yuen, pinyin Lin Zhiyuan) came."

    assert NameReplacer(hidden).apply(text) == "Person A came."


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("DTSTART:20260403T071500Z", "DTSTART:April 2026"),
        ("on 20260403.", "in April 2026."),
        ("03APR2026, 3/IV/2026 and 3-Apr-2026", "April 2026, April 2026 and April 2026"),
        ("二〇二六年四月三日来的", "April 2026来的"),
        ("March the third, twenty twenty-six", "March 2026"),
        ("born fourteen March nineteen seventy-nine", "born 1979"),
        ("XIV.III.MCMLXXIX, 七九年三月十四", "1979, 1979"),
        ("sum 120260403, digest 9f20260403ab, article VI. II of 2020, 4 June 1989", None),
    ],
)
def test_a_day_in_unusual_signs_becomes_its_month_or_year(stated: str, shown: str | None) -> None:
    """A birthday on record keeps to its year, a public day stays."""
    birth = KnownFact(kind="birth-date", value=StatedDate(edtf="1979-03-14"))
    hidden = tuple(hidden_facts([birth], _WORDS))
    days = labelled_days([stated], hidden, {"1989-06-04"}, _WORDS)
    assert NameReplacer((*hidden, *days)).apply(stated) == (shown or stated)


@pytest.mark.parametrize(
    "stated", ["2019/7/5", "2019/07/05", "2019-7-5", "2019.7.5", "2019.07.05", "2019/7/5日"]
)
def test_a_day_in_figures_with_its_year_first_becomes_its_month(stated: str) -> None:
    text = f"They came on {stated} and 2019-11-09, {stated}, {stated}-2019/8/6."
    days = labelled_days([text], (), set(), _WORDS)
    shown = "They came in July 2019 and November 2019, July 2019, July 2019-August 2019."
    assert NameReplacer(days).apply(text) == shown


@pytest.mark.parametrize("stated", ["2019.13.45", "12019/7/5", "S/RES/2019/7/5", "v3.2019.7.5", "2019.7.5.1"])
def test_figures_that_are_no_day_with_its_year_first_stay(stated: str) -> None:
    assert list(labelled_days([stated], (), set(), _WORDS)) == []


def test_the_end_of_a_number_before_a_day_is_no_day_of_its_month() -> None:
    form = Hidden(form="2019-11-09", label="November 2019", is_name=False, kind="date", shape="found-day")
    text = "version 2.10.8 and 2019-11-09"
    assert NameReplacer([form]).apply(text) == "version 2.10.8 and November 2019"


@pytest.mark.parametrize(
    ("stamp", "heading", "shown"),
    [
        ("17/09/2025, 18:02 - Nurlan: hi", "17 September 2025", "September 2025"),
        ("9/17/25, 18:02 - Nurlan: hi", "17 September 2025", "September 2025"),
        ("[05.06.25, 18:02:11] Nurlan: hi", "5 June 2025; 6 May 2025", "June 2025; May 2025"),
    ],
)
def test_the_heading_of_a_day_in_a_chat_becomes_its_month(stamp: str, heading: str, shown: str) -> None:
    """The page prints the day otherwise than the export states it."""
    days = labelled_days([stamp], (), set(), _WORDS)
    assert NameReplacer(days).apply(heading) == shown


def test_a_day_takes_no_line_end_behind_a_figure_with_it() -> None:
    stated = "I met 5\n15/03/2026, 09:01 - of 12\n16/03/2026"
    days = labelled_days([stated], (), set(), _WORDS)
    assert NameReplacer(days).apply(stated) == "I met 5\nMarch 2026, 09:01 - of 12\nMarch 2026"


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("you turned 33 today", "you [age] today"),
        ("Happy 33rd birthday, thirty-three soon: turning thirty-three", None),
        ("сегодня исполнилось 33, 33周岁", "сегодня [age], [age]"),
        ("it turned 33 pages over", "it turned 33 pages over"),
    ],
)
def test_an_age_at_a_birthday_is_hidden(stated: str, shown: str | None) -> None:
    birth = KnownFact(kind="birth-date", value=StatedDate(edtf="1992-09-17"))
    case = KnownFact(kind="date", value=date(2025, 9, 17))
    hidden = ages([birth], [case], _WORDS)
    assert NameReplacer(hidden).apply(stated) == (shown or "Happy [age], thirty-three soon: [age]")


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("on my 41st birthday, 19.04., I left", "on my 41st birthday, [date]., I left"),
        ("Birthday: 19/04", "Birthday: [date]"),
        ("geboren am 19.04. in China", "geboren am [date]. in China"),
        ("born 19/4", "born [date]"),
        ("doğum günü 19.04, 生日是4.19", "doğum günü [date], 生日是[date]"),
        ("He was born in room 3.4", "He was born in room 3.4"),
        ("The birth weighed 2.5 kg; article 3.5", "The birth weighed 2.5 kg; article 3.5"),
        ("He was born. In 3.4 he says", "He was born. In 3.4 he says"),
    ],
)
def test_a_day_in_figures_beside_a_word_of_a_birth_is_replaced(stated: str, shown: str) -> None:
    assert _replacer(stated).apply(stated) == shown


@pytest.mark.parametrize("stated", ["geb. am 19.04.1977", "geboren am 19. April 1977"])
def test_german_has_no_preposition_before_a_year_of_birth(stated: str) -> None:
    born = KnownFact(kind="birth-date", value=StatedDate(edtf="1977-04-19"))
    assert NameReplacer(hidden_facts([born], _WORDS)).apply(stated) == f"{stated.partition(' ')[0]} 1977"


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("vom 5. bis 9. Juli 2019", "vom July 2019"),
        ("5. Juli bis 9. Juli 2019", "July 2019"),
        ("from 5 to 9 July 2019", "from July 2019"),
        ("5, 6 and 7 July 2019", "July 2019"),
        ("July 5-9, 2019", "July 2019"),
        ("July 5, 6 and 7, 2019", "July 2019"),
        ("du 5 au 9 juillet 2019", "du July 2019"),
        ("с 5 по 9 июля 2019", "с July 2019"),
        ("2019年7月5日至9日", "July 2019"),
        ("2019年7月5日、6日和9日", "July 2019"),
        ("exhibit 5, 9 July 2019", "exhibit 5, July 2019"),
        ("from 5 to 9 July", "from July"),
        ("July 5 to 9", "July"),
        ("7月5日至9日", "July"),
    ],
)
def test_every_day_of_a_range_in_words_becomes_the_month(stated: str, shown: str) -> None:
    days = labelled_days([stated], (), set(), _WORDS)
    months = (
        Hidden(form=day.text, label=_WORDS.month_name(day.on), is_name=False, kind="date", shape="yearless")
        for day in yearless_days(stated)
    )
    assert NameReplacer((*days, *months)).apply(stated) == shown
