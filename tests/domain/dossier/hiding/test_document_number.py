"""Numbers of identity documents are told by a check digit or a word beside them, and no other number is."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.document_number import document_numbers


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Her number is 653101199105012347.", "653101199105012347"),
        ("号码653101199105012347", "653101199105012347"),
        ("653101 19910501 2347", "653101 19910501 2347"),
        ("654001 910501 234", "654001 910501 234"),
        ("Card K123456(A)? No, A123456(3)", "A123456(3)"),
        ("A123456789 of Taipei", "A123456789"),
    ],
)
def test_a_check_digit_tells_of_a_document(said: str, number: str) -> None:
    assert [*document_numbers(said)] == [number]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("passport number E12345678 of China", "E12345678"),
        ("passport no. E23456789", "E23456789"),
        ("Chinese passport G45678901", "G45678901"),
        ("Passport: EJ1234567", "EJ1234567"),
        ("passport\nE34567890", "E34567890"),
        ("passport no E 12345678", "E 12345678"),
        ("passport issued on 4 May 2015 in Urumqi under No. E12345678.", "E12345678"),
        ("E12345678 (Chinese passport)", "E12345678"),
        ("护照E56789012", "E56789012"),
        ("护照号码：E67890123", "E67890123"),
        ("護照號碼E67890123號", "E67890123"),
        ("公民身份号码 65310119910501234X", "65310119910501234X"),
        ("台胞证 12345678", "12345678"),
        ("паспорт № 51 1234567", "51 1234567"),
        ("паспорта гражданина КНР серии E12345678", "E12345678"),
        ("удостоверение личности 012345678", "012345678"),
        ("pasaporte G12345678", "G12345678"),
        ("passeport n° 20AB12345", "20AB12345"),
        ("Reisepass Nr. C01X00T47", "C01X00T47"),
        ("Personalausweisnummer L01X00T471", "L01X00T471"),
        ("pasaport no: U12345678", "U12345678"),
        ("T.C. Kimlik No: 12345678901", "12345678901"),
        ("διαβατήριο αρ. ΑΒ 1234567", "ΑΒ 1234567"),
        ("passaporto n. YA1234567", "YA1234567"),
        ("여권번호 M12345678", "M12345678"),
        ("refugee travel document RT123456", "RT123456"),
        ("ID No. 12345678", "12345678"),
        ("Alien Registration Number A 123 456 789", "A 123 456 789"),
        ("A-Number: A123-456-789", "A123-456-789"),
        ("Macau BIR 1234567(8)", "1234567(8)"),
        ("residence permit RR1234567 expired", "RR1234567"),
    ],
)
def test_a_word_beside_a_number_tells_of_a_document(said: str, number: str) -> None:
    assert [*document_numbers(said)] == [number]


def test_every_number_of_a_list_is_found() -> None:
    assert {*document_numbers("passports E12345678, EJ1234567 and ED7654321")} == {
        "E12345678",
        "EJ1234567",
        "ED7654321",
    }


@pytest.mark.parametrize(
    "innocent",
    [
        "653101199105012348 is a number",  # another check digit
        "invoice no. 654001910501234",
        "发票号码654001910501234",
        "passport 2015-05-04, of 04.05.2015, for 2019-2020, 20150504",
        "a passport fee of 100000 yuan; passport 100000 yuan",
        "The passport was shown; invoice AB1234567",
        "passport and invoice AB1234567",
        "passport, page 1234567",
        "Passport Act 1234567",
        "case ID 12345678",
        "Case No. 12345/2019 and application no. 1234567",
        "call her on +357 99 123456",
        "WeChat ID abcd12345",
        "bir 1234567 ve",
        "https://courts.example/view?doc_id=1024710 and https://laws.example/id/107820",
        "id sha256 of ISO 3166",
        "A123456(4), exhibit E12345678",
    ],
)
def test_other_numbers_are_none_of_a_document(innocent: str) -> None:
    assert [*document_numbers(innocent)] == []
