"""What is known of a person is found however it is written, and ordinary words are left as they are."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import cast

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.last_search import LastSearch
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.text_hit import ANY_PAGE, KeptText, kept_at, page_place
from casebook.services.dossier.hiding.known_forms import ages, hidden_facts, initials
from casebook.services.dossier.hiding.protected_names import name_form, name_forms, spellings

WORDS = Translator("en")
_AGE: tuple[tuple[FactKind, str], ...] = (("birth-date", "1987"), ("date", "2026"))
NAMES = {"Person A": ("Lin Zhiyuan", "林志远", "LIN ZHI YUAN"), "Person B": ("Ablimit Memet",)}
HIDDEN = [
    name_form(form, label) for label, names in NAMES.items() for name in names for form in spellings(name)
]
HIDDEN += initials("Lin Zhiyuan", "Person A")
LUNAR = StatedDate(edtf="1984-01-10", words="eighth day of the twelfth month by the lunar calendar")
PSEUDONYMISER = NameReplacer(HIDDEN)


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("write to lin_zhiyuan89 now", "write to Person A now"),
        ("#LinZhiyuan", "Person A"),
        ("#FreeLinZhiyuan!", "Person A!"),
        ("see https://a.example/lin%20zhiyuan.", "see Person A."),
        ("q=%E6%9E%97%E5%BF%97%E8%BF%9C", "Person A"),
        ("mail lin.zhiyuan@a.example today", "mail Person A today"),
        ("Линь Чжиюань", "Person A"),
        ("с Линем Чжиюанем", "с Person A"),
        ("린즈위안은", "Person A은"),
        ("임지원", "Person A"),
        ("L\u0456n Zh\u0456yu\u0430n", "Person A"),
        ("\u0639\u0628\u062f \u0627\u0644\u062d\u0645\u064a\u062f \u0645\u062d\u0645\u062f", "Person B"),
        ("\u0627\u0628\u0644\u0649\u0645\u0649\u062a \u0645\u06d5\u0645\u06d5\u062a", "Person B"),
        ("L.Z. wrote; so did Z. Lin", "Person A wrote; so did Person A"),
        ("Mr Yuan and Ms. Lin", "Mr Person A and Ms. Person A"),
        ("then Lin came", "then Person A came"),
        ("who LIN ZHIYAN is", "who Person A is"),
        ("Zhiyuen, Lin and Lin Zhi-yuan", "Person A and Person A"),
        ("who Lin Zhiming is", "who Person A Zhiming is"),
    ],
)
def test_a_name_is_found_in_every_script_and_handle(said: str, copied: str) -> None:
    assert PSEUDONYMISER.apply(said) == copied


NEAR = {
    "Person C": ("Ouyang Mingzhe", "欧阳明哲", "Qīngyá", "青崖"),
    "Person U": ("Gülnar Memet", "گۈلنار مەمەت", "阿布力米提·吐尔逊江", "才让拉珍"),
    "Person K": ("Ерлан Қасымов",),
    "Person W": ("Wong Ka Yan", "黃嘉欣"),
}


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("问明哲，欧阳先生说小欧阳走了", "问Person C，Person C先生说Person C走了"),
        ("欧阳Mingzhe吗，欧阳某某", "Person C吗，Person C"),
        ("阿哲，哲哥", "Person C，Person C"),
        ("A Zhe, Ah Zhe, Xiao Zhe, Zhe-ge", "Person C, Person C, Person C, Person C"),
        ("a Zhe and a zhe", "a Zhe and a zhe"),
        ("Ah Yan! A-Yan? Yan Yan and Yanyan", "Person W! Person W? Person W and Person W"),
        ("Yan jie, Ah Wong, 阿黃, A Ka", "Person W, Person W, Person W, A Ka"),
        ("a yan and yan yan; Yan, Yan; yan jie", "a yan and yan yan; Yan, Yan; yan jie"),
        ("Ou- yang Ming- zhe, the Ouyangs, Ching-ya", "Person C, the Person C, Person C"),
        ("Ou\u200byang Ming\u200bzhe", "Person C"),
        ("Mr O. said. Mr O. He left", "Mr Person C said. Mr Person C He left"),
        ("Mr O. Wilde", "Mr O. Wilde"),
        ("P<CHNOUYANG<<MINGZHE<<<<<<<<<", "Person C"),
        ("MINUTES OF THE MEETING WITH OUYANG", "MINUTES OF THE MEETING WITH Person C"),
        ("阿布力米提、吐尔逊江、才让、拉珍、古麗娜爾", "Person U、Person U、Person U、Person U、Person U"),
        ("گۈلنارنىڭ", "Person U"),
        ("Гульнар", "Person U"),
        ("Gulnar Memet, GULNAR", "Person U, Person U"),
        ("Касымов, Касымову, Касымова", "Person K, Person K, Person K"),
    ],
)
def test_everyday_forms_of_a_name_are_found(said: str, copied: str) -> None:
    forms = (form for label, names in NEAR.items() for form in name_forms(names, label))
    assert NameReplacer(forms).apply(said) == copied


@pytest.mark.parametrize(
    "said",
    [
        "216,000 yuan",
        "500 Yuan were paid",
        "Yuan rose against the dollar",
        "the interpreter, Sung Wei-yuan, said",
        "the Yuan Dynasty",
        "linen and lines",
        "Long Island",
        "Линия и линза",
        "a link to https://a.example/lint",
    ],
)
def test_ordinary_words_and_other_names_stay(said: str) -> None:
    assert PSEUDONYMISER.apply(said) == said


@pytest.mark.parametrize(
    ("kind", "value", "said", "copied"),
    [
        ("birth-date", StatedDate(edtf="1984-01-10"), "born 10 January 1984", "born 1984"),
        ("birth-date", StatedDate(edtf="1984-01-10"), "born January 10th, 1984", "born 1984"),
        ("birth-date", StatedDate(edtf="1984-01-10"), "born 10.01.1984 or 1984-01-10", "born 1984 or 1984"),
        ("birth-date", StatedDate(edtf="1984-01-10"), "生于1984年1月10日", "生于1984"),
        ("birth-date", StatedDate(edtf="1984-01-10"), "一九八四年一月十日", "1984"),
        ("birth-date", StatedDate(edtf="1988-05"), "in May 1988", "in 1988"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "14.3.87, 14/03/87, 14-Mar-87", "1987, 1987, 1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "on 14.III.1987", "in 1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "the 14th day of March, 1987", "1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "on XIV.III.1987", "in 1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "the fourteenth of March 1987", "1987"),
        ("birth-date", StatedDate(edtf="1987-03-31"), "March the Thirty-First, 1987", "1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "every fourteenth day of March", "every [date]"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "民國76年3月14日", "1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "民國七十六年三月十四日", "1987"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "1987-03, 1987-03-15", "1987, 1987-03-15"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "14 марта 1987 года", "1987 года"),
        ("birth-date", StatedDate(edtf="1984-05-03"), "נולדה ב-3 במאי 1984", "נולדה ב-1984"),
        ("birth-date", StatedDate(edtf="1984-08-03"), "ne le 3 aou\u0302t 1984", "ne en 1984"),
        ("birth-date", StatedDate(edtf="1984-09-03"), "on 3 Septem-ber 1984", "in 1984"),
        ("birth-date", StatedDate(edtf="1984-09-03"), "Nicosia,3.September.1984", "Nicosia,1984"),
        ("birth-date", StatedDate(edtf="1984-09-03"), "生于3 September 1984在", "生于1984在"),
        ("birth-date", StatedDate(edtf="1984-09-03"), "on September31984", "in 1984"),
        ("birth-date", StatedDate(edtf="1984-09-03"), "https://a.example/li-3%20september%201984", "1984"),
        (
            "birth-date",
            LUNAR,
            "“eighth day of the twelfth month, lunar calendar”",
            "“[date], lunar calendar”",
        ),
        ("date", StatedDate(edtf="2026-03-14"), "clause 14.3.26", "clause 14.3.26"),
        ("date", StatedDate(edtf="2026-03-11"), "on 11 March 2026", "in March 2026"),
        ("date", StatedDate(edtf="2026-03-04"), "on 04 March 2026", "in March 2026"),
        ("date", StatedDate(edtf="2026-03-04"), "2026年3月4号", "March 2026"),
        ("date", StatedDate(edtf="2026-03-04"), "on 4 March, and March 4th", "in March, and March"),
        ("date", StatedDate(edtf="2026-03-04"), "on the 4th of March; le 4 mars", "in March; en March"),
        ("date", StatedDate(edtf="2026-03-04"), "去年3月4日，三月四日", "去年March，March"),
        ("birth-date", StatedDate(edtf="1984-01-10"), "on 10 January of each year", "on [date] of each year"),
        ("birth-place", "Yunlan, as stated", "born in Yunlan", "born in [place of birth]"),
        ("place", "Reception centre near Graz, Austria", "in Graz, Austria", "in [place], Austria"),
        ("place", "Prison in Graz, wing B, since May", "held on wing B", "held on [place]"),
        ("place", "云澜", "在云澜市", "在[place]市"),
        ("place", "Kashgar Prefecture", "在喀什，去喀什噶爾；قەشقەر", "在[place]，去[place]；[place]"),
        ("place", "新疆喀什地区疏附县", "in Kashgar (喀什市)", "in [place] ([place]市)"),
        ("birth-place", "Nicosia", "в Никосия, 尼科西亚", "в [place of birth], [place of birth]"),
        ("birth-place", "乌鲁木齐市", "Ürümchi, Urumqi", "[place of birth], [place of birth]"),
        ("channel", "+357 99 123456", "call +357-99-123-456", "call [contact details]"),
        ("channel", "@quietbird", "as quietbird wrote", "as [contact details] wrote"),
        ("safe-contact", "Signal +43 664 1234567, never call", "+43 664 1234567", "[contact details]"),
        (
            "safe-contact",
            "Through counsel only, in person",
            "Through counsel only, in person",
            "[contact details]",
        ),
        ("paper", "EA1234567", "EA12345670CHN8703147M3001019<<<<", "[identity document number]"),
        ("paper", "SPECIMEN-E00417", "no. E00417", "no. [identity document number]"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "410203198703140012", "[identity document number]"),
        ("birth-date", StatedDate(edtf="1987-03-14"), "X12345670CHN8703147M3001019<<<<", "1987"),
        (
            "channel",
            "+86 138 0013 8000",
            "13800138000, 0086 138-0013-8000",
            "[contact details], [contact details]",
        ),
        ("channel", "+86 138 0013 8000", "tel (138) 0013 8000", "tel [contact details]"),
        ("work", "The Salt Ledger", "Salt Ledger", "[title of a work]"),
        ("case-number", "CO/1234/2026", "CO 1234 of 2026", "CO [case number]"),
        ("paper", "E 1234567", "passport E1234567", "passport [identity document number]"),
        ("workplace", "Three Bridges Print Shop", "the Three Bridges Print\nShop", "the [place of work]"),
        (
            "workplace",
            "Three Bridges Print Shop Ltd",
            "at Three Bridges, TBPS",
            "at [place of work], [place of work]",
        ),
        (
            "workplace",
            "Three Bridges Print Shop",
            "the three bridges of the town",
            "the three bridges of the town",
        ),
        ("workplace", "三桥印务有限公司", "在三桥上班", "在[place of work]上班"),
        (
            "workplace",
            "Golden Reed Trading Ltd",
            "golden-reed.com, https://www.goldenreed.cn/team, @goldenreed; G.R.T of golden reeds",
            "[place of work], [place of work], [place of work]; [place of work] of golden reeds",
        ),
        ("workplace", "Altun Kitab bookshop", "by Altun Kitab", "by [place of work]"),
        ("workplace", "Librairie Altun Kitab", "chez Altun Kitab", "chez [place of work]"),
        (
            "workplace",
            "Doğan Tekstil",
            "at Doğan; bei Doğan; Doğan’da",
            "at [place of work]; bei [place of work]; [place of work]’da",
        ),
        (
            "workplace",
            "Doğan İnşaat",
            "the textile shop: Dogan construction",
            "the textile shop: [place of work] construction",
        ),
        (
            "workplace",
            "Bäckerei Doğan",
            "Bakery Doğan and the Doğan bakery",
            "Bakery [place of work] and the [place of work] bakery",
        ),
        ("workplace", "Doğan Tekstil", "Mehmet Doğan said; Doğan wrote", "Mehmet Doğan said; Doğan wrote"),
        ("workplace", "Bäckerei Sommer", "im Sommer 2019, im Sommer", "im Sommer 2019, im Sommer"),
        ("workplace", "Bäckerei Sommer", "the Sommer bakery", "the [place of work] bakery"),
        ("workplace", "Freitag GmbH", "Am Freitag, 3. April", "Am Freitag, 3. April"),
        ("workplace", "Sonntag Bau", "bei Sonntag, am Sonntag", "bei Sonntag, am Sonntag"),
        ("workplace", "Cuma Ltd", "Cuma günü", "Cuma günü"),
        ("workplace", "星期五书店", "星期五", "星期五"),
        ("workplace", "Sommer GmbH", "Sommer 2019, im Sommer", "Sommer 2019, im Sommer"),
        ("workplace", "Mayıs Market", "in Mayıs, Mayıs’ta", "in Mayıs, Mayıs’ta"),
        ("workplace", "周末书店", "周末, 周末书店", "周末, [place of work]"),
        ("workplace", "夏天面包房", "夏天, 夏天面包房", "夏天, [place of work]"),
        ("workplace", "Kermes Market", "im Kermes 2019; im Kermes", "im Kermes 2019; im [place of work]"),
        ("workplace", "Istanbul Market", "in Istanbul, at Istanbul", "in Istanbul, at Istanbul"),
        ("workplace", "Turkish Restaurant", "in Turkish", "in Turkish"),
        ("workplace", "Silver Bakery", "in Silver", "in Silver"),
        ("workplace", "Orchid Ltd", "an orchid, Orchid", "an orchid, [place of work]"),
        ("workplace", "BP", "of BP, bpm", "of [place of work], bpm"),
        ("place", "Nicosia", "Επαρχιακό Δικαστήριο Λευκωσίας", "Επαρχιακό Δικαστήριο [place]"),
        ("birth-date", StatedDate(edtf="1984-01-10"), "from 3 January 1984; 1984年1月3日", "from 1984; 1984"),
        ("work", "水册", "《水冊》《水册》", "《[title of a work]》《[title of a work]》"),
        ("case-number", "Appeal 41/2026", "see 41/2026", "see [case number]"),
        ("place", "12 Ledras Street, Nicosia", "at Ledras 12, or 12 Ledras", "at [place], or [place]"),
        ("place", "Nicosia; PO Box 1234", "to P.O. Box 1234", "to [place]"),
        (
            "case-number",
            "OFFICE A-0129",
            "File A-0129; A 0129, OFFICE",
            "File [case number]; [case number], OFFICE",
        ),
        ("case-number", "Appeal 7 (2026)", "Appeal 8 of 2026", "Appeal 8 of 2026"),
        ("paper", "TP B-0471 R", "on B-0471", "on [identity document number]"),
    ],
)
def test_a_fact_is_replaced_by_its_kind(
    kind: FactKind, value: str | StatedDate, said: str, copied: str
) -> None:
    hidden = hidden_facts([KnownFact(kind=kind, value=value)], WORDS)
    assert NameReplacer(hidden).apply(said) == copied


@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_in_words_is_found_whole_in_every_language(month: int) -> None:
    day = date(1984, month, 2 * month + 1)
    hidden = hidden_facts([KnownFact(kind="birth-date", value=StatedDate(edtf=f"{day}"))], WORDS, "decade")
    replacer = NameReplacer(hidden)
    for language in ("en", "zh-Hans", "fr", "de", "ru", "el", "es", "it", "pl", "tr", "he"):
        words = Translator(language)
        without_year = (*words.days_in_words(day), words.format_month(day))
        is_common = language in {"en", "fr", "de", "ru"}  # short months stand alone in these
        written = dict.fromkeys((*words.dates_in_words(day), *(without_year if is_common else ())))
        ways = [(way, way.upper(), way.replace(" ", "\n"), f"生于{way}在") for way in written]
        left = replacer.apply(" and then ".join(chain.from_iterable(ways))).replace("1980s", "")
        assert not re.search(r"\d", left), left


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("a 34-year-old, 35 years old; 34 years", "a [age], [age]; 34 years"),
        ("aged 34, at the age of 36", "[age], at the [age]"),
        ("34岁，三十四歲", "[age]，[age]"),
        ("thirty-four years of age", "[age]"),
        ("âgé de 34 ans, 34 Jahre alt, 34-летний", "[age], [age], [age]"),
        ("34 года, 34 жаста, 34 yaşında, 34 y.o., 34F", "[age], [age], [age], [age], [age]"),
        ("Возраст: 34; Жасы: 34; 年龄：34; Alter: 34; 虚岁三十四", "[age]; [age]; [age]; [age]; [age]"),
        ("aged 27, aged 38, page 34, 34岁", "aged 27, aged 38, page 34, [age]"),
    ],
)
def test_an_age_is_replaced_where_a_date_of_birth_gives_it(said: str, copied: str) -> None:
    born = [KnownFact(kind="birth-date", value=StatedDate(edtf="1984-01-10"))]
    dates = [KnownFact(kind="date", value=StatedDate(edtf="2019-05"))]
    assert NameReplacer(ages(born, dates, WORDS)).apply(said) == copied


WHOLE = {
    "Person A": ("Lin Zhiyuan", "林志远"),
    "Person B": ("Chen Shulan", "陈淑兰"),
    "Person E": ("Ablimit Tursunjan",),
    "Person G": ("Aygul Serikkyzy", "Айгүл Серікқызы"),
    "Person H": ("Tsering Lhadron",),
}


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("Ο Λιν Ζιγιουάν και ο Λιν Τζιγιουάν", "Ο Person A και ο Person A"),
        ("Ο κ. Λιν, του Ζιγουάνου", "Ο κ. Person A, του Person A"),
        ("ΛΙΝ ΖΙΓΙΟΥΑΝ; Τσεν Σουλάν", "Person A; Person B"),
        ("λίγο λινό, για το λόγο αυτό", "λίγο λινό, για το λόγο αυτό"),
    ],
)
def test_a_chinese_name_is_found_in_greek(said: str, copied: str) -> None:
    forms = (form for label in ("Person A", "Person B") for form in name_forms(WHOLE[label], label))
    assert NameReplacer(forms).apply(said) == copied


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("Lin2 Zhi4yuan3; lin2 zhi4 yuan3", "Person A; Person A"),
        ("Lin Chi Yuan; Lin Z.Y.; Z.Y. Lin; Zh. Lin", "Person A; Person A; Person A; Person A"),
        ("Ch'en Shu-lan; Чень Шулань; 陳太", "Person B; Person B; Person B太"),
        ("Ablimitjan; Ablimit Tursun", "Person E; Person E"),
        ("Аблимита Турсунжана, Турсунжан", "Person E, Person E"),
        ("Aygül Serikqızı; Айгуль Серик кызы", "Person G; Person G"),
        ("Tseringla; Tsering-la", "Person H; Person H"),
        ("Exhibit C. Lin; Lin Zhiming; Lin Tibet", "Exhibit C. Person A; Person A Zhiming; Person A Tibet"),
        ("page2, Ablimit Memet", "page2, Person E Memet"),
    ],
)
def test_no_half_of_a_name_is_left_beside_its_label(said: str, copied: str) -> None:
    forms = (form for label, names in WHOLE.items() for form in name_forms(names, label))
    assert NameReplacer(forms).apply(said) == copied


@pytest.mark.parametrize(
    "said",
    """Dec. 8th, 1983|Dec. 8th 1983|1983, December, on the 8th day|831208|昭和58年12月8日|民國72年12月8日
8 Δεκεμβρίου 1983|8 de diciembre de 1983|8 dicembre 1983|8 Aralık 1983|8 dezembro de 1983|8 décembre 1983
8 grudnia 1983|8 грудня 1983|8. prosince 1983|8 december 1983|1983년 12월 8일|٨ ديسمبر ١٩٨٣
the eighth of December 1983|Δεκέμβριος 1983""".replace("\n", "|").split("|"),
)
@pytest.mark.parametrize("language", ["en", "el"])
def test_a_birthday_is_found_in_every_language_whatever_that_of_the_copy(said: str, language: str) -> None:
    born = KnownFact(kind="birth-date", value=StatedDate(edtf="1983-12-08"))
    copied = NameReplacer(list(hidden_facts([born], Translator(language)))).apply(f"Born {said}, in Fuzhou")
    assert copied.replace("the ", "") == "Born 1983, in Fuzhou"


@pytest.mark.parametrize("said", ["8 de diciembre de 1990", "in 1983 8 came", "born 8 out of 1", "98312081"])
def test_another_date_or_number_is_no_birthday(said: str) -> None:
    born = KnownFact(kind="birth-date", value=StatedDate(edtf="1983-12-08"))
    assert NameReplacer(list(hidden_facts([born], WORDS))).apply(said) == said


def test_a_time_is_no_part_of_a_date() -> None:
    hidden = hidden_facts([KnownFact(kind="date", value=StatedDate(edtf="2026-09-30"))], WORDS)
    assert NameReplacer(hidden).apply("February 2026, 09:30") == "February 2026, 09:30"


@pytest.mark.parametrize(
    "said",
    ["4 March 2019", "March 4, 2019", "2019年3月4日", "24 March", "article 4 may", "13月4日", "4 marches"],
)
def test_a_day_of_another_year_and_what_is_no_day_stay(said: str) -> None:
    facts = [KnownFact(kind="date", value=StatedDate(edtf=day)) for day in ("2026-03-04", "2026-05-04")]
    assert NameReplacer(hidden_facts(facts, WORDS)).apply(said) == said


def test_a_day_is_no_part_of_another_month() -> None:
    hidden = hidden_facts([KnownFact(kind="date", value=StatedDate(edtf="2026-02-14"))], WORDS)
    assert NameReplacer(hidden).apply("12月14日，十二月十四日；2月14日") == "12月14日，十二月十四日；February"


def test_a_date_of_birth_can_be_generalised_to_its_decade() -> None:
    fact = KnownFact(kind="birth-date", value=StatedDate(edtf="1984-01-10"))
    assert NameReplacer(hidden_facts([fact], WORDS, "decade")).apply("10 January 1984") == "1980s"


def test_a_refused_replacement_stays_in_its_sentence_alone() -> None:
    said = "they asked Lin about it"
    kept = kept_at(said, PSEUDONYMISER.find(said)[0], "part:s")
    assert kept == KeptText(text="lin", before="asked", after="about", place="part:s")
    again = NameReplacer(HIDDEN, [kept])
    assert again.apply(said, "part:s") == said
    assert again.apply("then Lin came", "part:s") == "then Person A came"
    assert again.apply("Lin", "part:s") == "Person A"
    for place in ("part:t", "exhibit:1", ""):
        assert again.apply(said, place) == "they asked Person A about it"


def test_a_refusal_in_a_sentence_does_not_hold_at_the_end_of_a_page() -> None:
    said, ends = "Regards Lin Zhiyuan and others", "With kind regards Lin Zhiyuan"
    amid, last = (kept_at(one, PSEUDONYMISER.find(one)[0], "d:1") for one in (said, ends))
    assert NameReplacer(HIDDEN, [amid]).apply(ends, "d:1") == "With kind regards Person A"
    assert NameReplacer(HIDDEN, [last]).apply(said, "d:1") == "Regards Person A and others"
    assert NameReplacer(HIDDEN, [last]).apply(ends, "d:1") == ends
    assert NameReplacer(HIDDEN, [last]).apply(ends, "d:2") == "With kind regards Person A"


def test_a_refusal_holds_on_pages_set_from_the_same_exhibit() -> None:
    said = "they asked Lin about it"
    again = NameReplacer(HIDDEN, [kept_at(said, PSEUDONYMISER.find(said)[0], page_place("d", 2))])
    assert again.apply(said, f"d{ANY_PAGE}") == said
    assert again.apply(said, f"e{ANY_PAGE}") == "they asked Person A about it"


def test_the_last_search_passes_over_what_was_refused_there_alone() -> None:
    said = "they asked Lin Zhiyuan about it"
    again = NameReplacer(HIDDEN, [kept_at(said, PSEUDONYMISER.find(said)[0], "part:s")])
    refused = tuple(again.refused_in(said, "part:s"))
    assert refused == ("asked Lin Zhiyuan about",)
    last = LastSearch(again, refused)
    assert not last.hides("7\nthey asked Lin\nZhiyuan about it, and")
    assert last.hides("they asked Lin Zhiyuan")
    (left,) = last.left_in("Statement of Lin Zhiyuan")
    assert (left.is_refused, left.is_like_refused) == (False, True)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("paper", "EJ4417205"),
        ("paper", "622901198703140046"),
        ("paper", "No. 44/1720-B"),
        ("channel", "+86 138 1234 5678"),
        ("channel", "linmei@a.example"),
        ("channel", "@linmei87"),
        ("case-number", "(2019)甘29刑初12号"),
        ("case-number", "2019-CR-441"),
        ("other", "甘A12345"),
        ("other", "AB12 CDE"),
        ("other", "6222 0212 3456 7890 123"),
        ("place", "Kashgar"),
        ("workplace", "Blue Orchid Ltd"),
        ("work", "Letters Home"),
    ],
)
@pytest.mark.parametrize("around", ["她的护照{}号", "身份证{}。", "паспорт{}от", "𠮷{}한"])
def test_what_is_known_is_found_where_another_script_joins_it(
    kind: FactKind, value: str, around: str
) -> None:
    replacer = NameReplacer(hidden_facts([KnownFact(kind=kind, value=value)], WORDS))
    copied = replacer.apply(around.format(value))
    assert value.strip("(") not in copied
    assert copied != around.format(value)
    assert replacer.hides(around.format(value))
    assert not replacer.hides(copied)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("paper", "IDEJ4417205 and passportEJ4417205issued"),
        ("paper", "EJ44172056 is EJ4417205"),
        ("birth-date", "出生14 March 1987在, born14.03.1987in"),
        ("birth-date", "身份证622901198703140046。"),
    ],
)
def test_no_letter_beside_a_number_shows_it(kind: FactKind, said: str) -> None:
    value = StatedDate(edtf="1987-03-14") if kind == "birth-date" else "EJ4417205"
    copied = NameReplacer(hidden_facts([KnownFact(kind=kind, value=value)], WORDS)).apply(said)
    assert not re.search(r"EJ4417205(?!\d)|March|14\.03|0314", copied)


def test_an_account_recorded_with_chinese_words_is_found_without_them() -> None:
    facts = [KnownFact(kind="safe-contact", value="邮箱lin@a.example 微信@linmei87 用Telegram")]
    replacer = NameReplacer(hidden_facts(facts, WORDS))
    label = "[contact details]"
    assert replacer.apply("@linmei87 or lin@a.example, linmei87") == f"{label} or {label}, {label}"
    assert replacer.apply("by Telegram") == "by Telegram"


def test_a_place_recorded_in_latin_letters_is_found_in_chinese() -> None:
    replacer = NameReplacer(hidden_facts([KnownFact(kind="birth-place", value="Linxia, Gansu")], WORDS))
    label = "[place of birth]"
    assert replacer.apply("她生于临夏，甘肃人; 臨夏") == f"她生于{label}，{label}人; {label}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lam Chi Yuen", "CY Lam, C.Y. Lam, C. Y. Lam, C Y Lam, Lam CY, Lam C.Y, C. Lam"),
        ("Lam Chi-yuen", "CY Lam, C.Y. Lam, C.-Y. Lam"),
        ("Chi Yuen Lam", "CY Lam, C.Y. Lam"),
        ("Wang Xiaoming", "XM Wang, X.M. Wang, X. M. Wang, Wang X.M, Wang XM, X. Wang"),
        ("Xiaoming Wang", "XM Wang, X.-M. Wang"),
    ],
)
def test_initials_of_a_given_name_beside_the_family_name_are_found(name: str, said: str) -> None:
    copied = NameReplacer(initials(name, "Person A")).apply(said)
    assert set(copied.split(", ")) == {"Person A"}


@pytest.mark.parametrize("said", ["L.Zh. wrote", "L. Zh. wrote"])
def test_initials_of_two_letters_are_found(said: str) -> None:
    assert NameReplacer(initials("Lin Zhiyuan", "A")).apply(said) == "A. wrote"


@pytest.mark.parametrize("said", ["a 39 ans.", "tiene 39 años y", "ηλικίας 39 ετών", "39 χρονών"])
def test_an_age_is_found_in_french_spanish_and_greek(said: str) -> None:
    born, now = (KnownFact(kind=kind, value=StatedDate(edtf=on)) for kind, on in _AGE)
    copied = NameReplacer(ages([born], [now], WORDS)).apply(f"{said} 39 ans de prison")
    assert copied.endswith("39 ans de prison")
    assert "[age]" in copied


def test_a_resident_number_parted_anywhere_is_found() -> None:
    birth = KnownFact(kind="birth-date", value=StatedDate(edtf="1979-03-14"))
    copied = NameReplacer(hidden_facts([birth], WORDS)).apply("ID 6229-0119-7903-1412-34 x")
    assert copied == "ID [identity document number] x"


CHANNELS = (
    ("channel", "WeChat: tealpot77"),
    ("channel", "Telegram: @moonharbour"),
    ("channel", "Threema ID QR55KK2A"),
    ("channel", "LINE quietriver9"),
    ("channel", "https://t.me/northgull"),
    ("channel", "微信号：“harbourtea”"),
    (
        "safe-contact",
        "Threema ZM77DE19; or WeChat bluefish88, never call. Signal user anchor.42 on Mondays after 18:30",
    ),
)
"""Accounts as offices record them, with the name of the service and without a sign of an address."""


@pytest.mark.parametrize(
    "said",
    [
        "Threema ZM77DE19",
        "his Threema-ID is ZM77DE19",
        "bluefish88 wrote: come back",
        "WeChat bluefish88",
        "signal anchor.42",
        "tealpot77 posted it; WeChat ID tealpot77",
        "moonharbour, t.me/moonharbour, Telegram: moonharbour",
        "QR55KK2A, Threema QR55KK2A",
        "quietriver9, LINE ID quietriver9",
        "Telegram northgull",
        "微信：harbourtea",
    ],
)
def test_a_recorded_account_is_found_without_its_service(said: str) -> None:
    facts = [KnownFact(kind=cast("FactKind", kind), value=value) for kind, value in CHANNELS]
    copied = NameReplacer(hidden_facts(facts, WORDS)).apply(said)
    accounts = "ZM77DE19 bluefish88 anchor.42 tealpot77 moonharbour QR55KK2A quietriver9 northgull harbourtea"
    assert "[contact details]" in copied
    assert not any(one.casefold() in copied.casefold() for one in accounts.split())


@pytest.mark.parametrize(
    "said", ["He would never call on Mondays.", "after 18:30", "The user sent a signal.", "in line with it"]
)
def test_ordinary_words_of_a_channel_are_no_accounts(said: str) -> None:
    facts = [KnownFact(kind=cast("FactKind", kind), value=value) for kind, value in CHANNELS]
    assert NameReplacer(hidden_facts(facts, WORDS)).apply(said) == said


@pytest.mark.parametrize(
    ("kind", "recorded", "accounts"),
    [
        ("channel", "“moonharbour” (Telegram)", "moonharbour"),
        ("channel", "‘moonharbour’ on Telegram", "moonharbour"),
        ("channel", "Telegram: „silberfisch“", "silberfisch"),
        ("channel", "wechat id=@moonharbour", "moonharbour"),
        ("channel", "微信昵称：「清风明月」", "清风明月"),
        ("channel", "WeChat：@清风明月", "清风明月"),
        ("channel", "Skype live:oldmill", "live:oldmill; oldmill"),
        ("channel", "WeChat (old): “fernhill”", "fernhill"),
        ("safe-contact", "Signal user: “moonharbour”, never call", "moonharbour"),
        ("channel", "Telegram: @Silberfisch (only evenings)", "Silberfisch"),
        ("channel", "Telegram: moon-harbour, evenings only", "moon-harbour"),
        ("channel", "Telegram: Moon Harbour", "Moon Harbour"),
        ("channel", "Телеграм: moon_harbour", "moon_harbour"),
        ("channel", "ВКонтакте Aygul Tursun", "Aygul Tursun"),
        ("safe-contact", "Telegram: „silberfisch“, nie anrufen", "silberfisch"),
        ("safe-contact", "Telegram: MoonHarbour, never call", "MoonHarbour"),
        ("safe-contact", "Вотсап имя: «тихаярека»", "тихаярека"),
        ("safe-contact", "Сигнал ID=@moonharbour", "moonharbour"),
        ("safe-contact", "Facebook name Aygul Tursun, evenings", "Aygul Tursun"),
        ("safe-contact", "微信“清风明月”", "清风明月"),
        ("safe-contact", "用微信，微信昵称：“清风明月”", "清风明月"),
    ],
)
def test_an_account_is_found_by_the_service_beside_it(kind: FactKind, recorded: str, accounts: str) -> None:
    replacer = NameReplacer(hidden_facts([KnownFact(kind=kind, value=recorded)], WORDS))
    for account in accounts.split("; "):
        assert replacer.apply(f"as {account} wrote") == "as [contact details] wrote"


_CONTACTS = (
    "Signal only, never call",
    "WhatsApp with her brother",
    "Signal messages only",
    "Telegram after work",
    "WhatsApp calls are monitored",
    "WhatsApp through a neighbour",
    "Signal preferred",
    "WeChat monitored",
    "Line manager at work",
    "Wire transfer not possible",
    "Matrix room of the office",
    "Signal group of the family",
    "Signal voice messages",
    "Telegram called off",
    "Telegram username unknown",
    "WhatsApp uniquement, jamais le soir",
    "Telegram yalnızca akşam",
    "Signal: only evenings",
    "微信联系妹妹",
    "Skype live: no",
)


_ORDINARY = (
    *(
        "Signal: только вечером",
        "WhatsApp Tochter, vorzugsweise nachmittags",
        "Telegram zuerst",
        "Signal dringend",
    ),
    *("WhatsApp lundi", "Signal: urgence", "WhatsApp hermana", "Telegram: kardeşi", "WhatsApp avukat"),
    *(
        "Signal tercüman",
        "Signal liefst",
        "微信：妹妹",
        "微信每天",
        "WeChat 周末",
        "微信：手机",
        "微信号手机号",
        "微信：家人",
    ),
    *(
        "Телеграм никогда",
        "Телеграм: после",
        "微信号码同手机",
        "facebook.com/groups",
        "https://office.example/contact",
    ),
)
"""Channels as offices record them, whose words stand in any text."""


@pytest.mark.parametrize("kind", ["channel", "safe-contact"])
def test_no_ordinary_word_beside_a_service_is_an_account(kind: FactKind) -> None:
    said = (
        "only with messages after calls through preferred monitored manager transfer room group voice called "
        "username uniquement yalnızca live 联系妹妹 groups contact только вечером Tochter vorzugsweise "
        "zuerst dringend nachmittags lundi urgence hermana kardeşi avukat tercüman liefst 妹妹 每天 周末 "
        "手机 手机号 家人 никогда после 码同手机"
    )
    facts = [KnownFact(kind=kind, value=recorded) for recorded in (*_CONTACTS, *_ORDINARY)]
    assert NameReplacer(hidden_facts(facts, WORDS)).apply(said) == said


def test_the_words_of_an_account_of_two_words_are_no_accounts() -> None:
    facts = [KnownFact(kind="channel", value=f"Facebook{colon} Aygul Tursun") for colon in ("", ":")]
    replacer = NameReplacer(hidden_facts(facts, WORDS))
    said = "Aygul Tursun wrote; Aygul Memet and Ali Tursun did not."
    assert replacer.apply(said) == "[contact details] wrote; Aygul Memet and Ali Tursun did not."


@pytest.mark.parametrize(
    "recorded", ["Signal uncontactable", "Telegram: uncontactable", "微信：uncontactable"]
)
def test_in_words_on_contact_an_account_is_stated_as_one(recorded: str) -> None:
    fact = KnownFact(kind="safe-contact", value=recorded)
    assert NameReplacer(hidden_facts([fact], WORDS)).apply("It is uncontactable.") == "It is uncontactable."
