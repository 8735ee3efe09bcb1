"""Identity documents that a text states and nobody recorded are hidden wherever it says their numbers."""

from __future__ import annotations

import re

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import numbers
from casebook.services.dossier.hiding.text_paper import stated_papers

_WORDS = Translator("en")
_LABEL = "[identity document number]"


def replacer_of(*texts: str) -> NameReplacer:
    """What finds the numbers that these texts state."""
    return NameReplacer(stated_papers(texts, _WORDS))


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("Ms T, passport E12345678.", f"Ms T, passport {_LABEL}."),
        ("身份证号码653101199105012347;", f"身份证号码{_LABEL};"),
        ("passport E12345678; E-12345678 was taken", f"passport {_LABEL}; {_LABEL} was taken"),
        ("HKID K123456(7)", f"HKID {_LABEL}"),
        (
            "P<CHNTURSUN<<AYGUL<<<<<<<<<<<<<<<<<<<<<<<<<<\nE123456784CHN9105017F2505045<<<<<<<<<<<<<<02",
            f"{_LABEL}\n{_LABEL}",
        ),
    ],
)
def test_a_stated_document_is_replaced(said: str, copied: str) -> None:
    replacer = replacer_of(said)
    assert replacer.apply(said) == copied
    assert {hit.kind for hit in replacer.find(said)} == {"paper"}


def test_a_number_at_the_end_of_a_line_is_hidden_without_the_next_word() -> None:
    said = "RC No. DL0123456\r\nNotice №"
    assert replacer_of(said).apply(said) == f"RC No. {_LABEL}\r\nNotice №"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_few_figures_are_hidden_whichever_way_lines_end(end: str) -> None:
    rows = ("Name Passport", "Sun Guifang 88811", "Wang Li 88812", "Gu Weidong 88814", "1 Sun ID 77 815")
    replacer = replacer_of("\r\n".join(rows))
    assert re.findall(r"\d{2,}", replacer.apply(end.join(rows))) == []


def test_a_table_goes_on_on_the_next_page_without_its_heads() -> None:
    first = "Name Passport Remark\nSun Guifang 91001 mother\nHong Meihua 91002 aunt\nPage 1 of 3"
    second = "Wang Li 91003 uncle\nGu Weidong 91004\nPage 2 of 3"
    third = "Rent\n500 of 2,000\nTickets 912345678 sold"
    replacer = replacer_of(first, second, third)
    assert re.findall(r"\d{5,}", replacer.apply(f"{first}\n{second}\n{third}")) == ["912345678"]


def test_a_few_figures_are_hidden_behind_their_words_alone() -> None:
    said = "passport ending 9461, invoice 9461"
    assert replacer_of(said).apply(said) == f"passport ending {_LABEL}, invoice 9461"


def test_a_few_figures_of_a_message_are_hidden_below_its_sender() -> None:
    replacer = replacer_of("03/05/2021, 13:13 - Ye Feifei: 护照 洪美华 62025 孙桂芳 62026")
    for said in ("1 13:13 Ye Feifei\r\n护照 洪美华 62025 孙桂芳 62026", "护照 洪美华 62025 孙桂芳 62026"):
        assert re.findall(r"\d{5}", replacer.apply(said)) == []
    replacer = replacer_of("13:01 - Ye: Passport number?\n13:02 - Hong: Passport: 62001\n13:03 - Ye: 62002")
    assert replacer.apply("Passport: 62001") == f"Passport: {_LABEL}"


def test_what_may_be_a_number_is_hidden_as_one_in_doubt() -> None:
    said = "He had a passport. The officer wrote G28739461 on a list."
    replacer = replacer_of(said)
    assert "G28739461" not in replacer.apply(said)
    assert {hit.kind for hit in replacer.find(said)} == {"perhaps-paper"}


def test_the_number_is_hidden_in_other_texts_too() -> None:
    replacer = replacer_of("passport no. E12345678")
    assert replacer.apply("the officer kept E12345678") == f"the officer kept {_LABEL}"
    assert replacer.hides("E 12345678")


_ACCOUNTS = (
    "Bank account number {357012345678}. Konto {5320130000}. Kontonummer: {0532 013 000}.",
    "Compte bancaire n° {00012345678}; cuenta {00012345679}; λογαριασμός {00012345670}",
    "счёт № {40817810500000000001}",
    "Sort code {20-00-00}, account {55779911}. Account no. {0128-05-227611} at Hellenic.",
    "A/C {0128-05-227612}",
    "开户行：建设银行 账号：{41050167280800000345}；賬號 {41050167280800000346}",
    "Bank of Cyprus account {357012345679}; hesap no: {357012345680}",
    "Her account at the Bank of China is {6013820800012345678}; the account {357012345688} at Hellenic Bank.",
)


def test_the_number_of_a_bank_account_is_hidden_recorded_or_not() -> None:
    for said in _ACCOUNTS:
        bare = said.replace("{", "").replace("}", "")
        assert replacer_of(bare).apply(bare) == re.sub(r"\{.*?\}", "[withheld]", said)


def test_short_numbers_under_heads_are_hidden_in_cells_of_their_own() -> None:
    said = (
        "Name\tPassport\tPermit no.\tAccount no.\tSum\n"
        "Li Wei\t44311\t8841\t0128-05-227600\t44312\nWang\t44313\t5512\t22760\t8842\nZhao\t44314"
    )
    replacer = replacer_of(said)
    rows = [row.split("\t") for row in said.splitlines()[1:]]
    cells = [[replacer.apply(cell) for cell in row] for row in rows]
    assert [[cell for cell in row if not cell.startswith("[")] for row in cells] == [
        ["Li Wei", "44312"],
        ["Wang", "8842"],
        ["Zhao"],
    ]
    assert not set(re.findall(r"\d+", replacer.apply(said))) & {
        "44311",
        "8841",
        "44313",
        "5512",
        "22760",
        "44314",
    }
    assert replacer.apply("page 44311 of 8841") == "page 44311 of 8841"


def test_plates_are_hidden_behind_their_word_and_in_the_form_of_china() -> None:
    said = (
        "plate {KXR 482}; licence plate number: {HJX 771}; Kennzeichen {W 12345 X}; 车牌号：{豫A12345};"
        " {豫Q·3K917}; the plate was gold; plate 44; Plate 2 shows it; 云A机"
    )
    bare = said.replace("{", "").replace("}", "")
    replacer = NameReplacer([*stated_papers([bare], _WORDS), numbers(_WORDS)])
    assert replacer.apply(bare) == re.sub(r"\{.*?\}", "[withheld]", said)


@pytest.mark.parametrize(
    "innocent",
    [
        "On account of case 12345/18 and the account of 2019, page 123456, nothing stays.",
        "The account held 12,500,000 euros in 2019; on 20190412 the account was closed.",
        "By his account, invoice 123456789 was paid.",
        "According to file 123456, his account ends.",
    ],
)
def test_amounts_days_and_files_beside_an_account_stay(innocent: str) -> None:
    assert replacer_of(innocent).apply(innocent) == innocent


@pytest.mark.parametrize(
    "innocent", ["invoice 12345678", "Case 1234567/2019, page 123456", "call +357 99 123456", "ABC << DEF"]
)
def test_other_numbers_stay(innocent: str) -> None:
    assert replacer_of(innocent).apply(innocent) == innocent
