"""Days as Kazakh, Uyghur and Turkish papers write them, with endings and words for year and day."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.unsearched_script import unsearched_scripts
from casebook.services.dossier.hiding.known_forms import hidden_facts

KNOWN = (
    KnownFact(kind="birth-date", value=StatedDate(edtf="1987-03-14")),
    KnownFact(kind="date", value=StatedDate(edtf="2025-10-19")),
)
REPLACER = NameReplacer(hidden_facts(KNOWN, Translator("en")))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1987 жылы 14 наурызда туған", "1987 туған"),
        ("1987 жылғы 14 наурыз. 14 наурызда туған", "1987. [date] туған"),
        ("2025 жылғы 19 қазанда ұсталды", "October 2025 ұсталды"),
        ("1987-yili 3-ayning 14-küni tughulghan", "1987 tughulghan"),
        ("2025-yili 19-öktebirde tutuldi", "October 2025 tutuldi"),
        ("1987 yılının 14 Martında doğdu", "1987 doğdu"),
        ("14 Mart'ta doğdu", "[date] doğdu"),
        ("1987 йил 14 мартда", "1987"),
        ("1987-يىلى 3-ئاينىڭ 14-كۈنى تۇغۇلغان", "1987 تۇغۇلغان"),
        ("ئۇ 1987-يىلى 14-مارتتا تۇغۇلغان", "ئۇ 1987 تۇغۇلغان"),
        ("2025-يىلى 10-ئاينىڭ 19-كۈنى تۇتۇلدى", "October 2025 تۇتۇلدى"),
        ("14ης Μαρτίου 1987; 1987 m. kovo 14", "1987; 1987"),
        ("1987 years of 14 marchers; 3 ayahs, 14 marta", "1987 years of 14 marchers; 3 ayahs, [date]"),
    ],
)
def test_a_day_is_found_with_endings_and_words_for_its_parts(written: str, shown: str) -> None:
    assert REPLACER.apply(written) == shown


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("مەمتىمىن قۇربان 1987-يىلى 3-ئاينىڭ 14-كۈنى تۇغۇلغان.", ()),
        ("محمد أمين قربان", ("Arabic",)),
        ("ئۇ كەلدى. محمد أمين قربان ئۆيدە", ()),
        ("محمد", ("Arabic",)),
        ("ئۆيدە, محمد أمين, ئۇ كەلدى", ("Arabic",)),
    ],
)
def test_a_word_between_the_figures_of_a_date_is_no_other_language(
    text: str, scripts: tuple[str, ...]
) -> None:
    assert unsearched_scripts(text) == scripts


def test_the_seventh_month_in_mongolian_words_is_july() -> None:
    day = KnownFact(kind="date", value=StatedDate(edtf="2026-07-12"))
    replacer = NameReplacer(hidden_facts([day], Translator("en")))
    for month in ("долдугаар", "долоодугаар", "7 дугаар"):
        assert replacer.apply(f"2026 оны {month} сарын 12") == "July 2026"
