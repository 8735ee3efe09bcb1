from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.date_typed import typed
from casebook.domain.base.field import described, made
from casebook.domain.base.reference import references
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.evidence.document import TranslationCertificate
from casebook.domain.person.person import Person

PERSON = {
    "id": "p1",
    "names": [{"text": "Ablimit Tursunjan", "script": "Latn", "romanisation": "uly"}],
    "born": "1979/1980",
    "languages": ["ug", "zh-Hans"],
    "consents": [{"purpose": "court", "given_on": "2026-02-20"}],
}


def test_a_record_is_made_of_json_with_all_that_lies_inside_it() -> None:
    person = made(Person, PERSON)
    assert person.names[0].romanisation == "uly"
    assert person.born == StatedDate(edtf="1979/1980")
    assert person.languages == ("ug", "zh-Hans")
    assert person.consents[0].given_on == date(2026, 2, 20)


@pytest.mark.parametrize(
    ("values", "field", "remedy"),
    [
        ({"names": [{"text": "A", "script": "Latn"}], "consents": [{}]}, "consents[0].purpose", "Allowed: "),
        ({"names": [{"script": "Latn"}]}, "names[0].text", "It takes a text"),
    ],
)
def test_what_is_missing_is_said_with_what_it_takes(
    values: dict[str, object], field: str, remedy: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        made(Person, {"id": "p1", **values})
    assert refused.value.field == field
    assert str(refused.value.remedy).startswith(remedy)


def test_instants_flags_numbers_and_pairs_are_read() -> None:
    event = made(
        Event,
        {
            "id": "e1",
            "case_id": "c1",
            "kind": "hearing",
            "title": "Hearing",
            "on": {"edtf": "2026-06", "words": "in June"},
            "at": "2026-06-08T10:00:00+00:00",
        },
    )
    assert event.at == datetime(2026, 6, 8, 10, tzinfo=UTC)
    assert event.on == StatedDate(edtf="2026-06", words="in June")
    certificate = made(TranslationCertificate, {"translator": "Ada", "languages": ["zh-Hans", "en"]})
    assert certificate.languages == ("zh-Hans", "en")
    assert made(Pinpoint, {"document_id": "d1", "page": 3}).page == 3


def test_a_date_nobody_can_count_with_is_kept_as_it_was_told() -> None:
    stated_date = typed("around New Year 2016 (lunar)")
    assert stated_date == StatedDate(edtf="2016~", words="around New Year 2016 (lunar)")
    assert in_words(stated_date, Translator("en")) == "about 2016 (“around New Year 2016 (lunar)”)"


def test_a_name_of_three_hundred_signs_is_kept_whole() -> None:
    name = "Nurmuhemmet " * 25
    person = made(Person, {"id": "p", "names": [{"text": name, "script": "Latn"}]})
    assert person.names[0].text == name
    assert len(name) == 300


@pytest.mark.parametrize(
    ("change", "field", "remedy"),
    [
        ({"nick": "x"}, "nick", "names, born"),
        ({"names": [{"text": "A", "script": "Latin"}]}, "names[0].script", "Hans, Hant, Latn"),
        ({"names": [{"text": "A"}]}, "names[0].script", ""),
        ({"names": [{"text": " ", "script": "Latn"}]}, "names[0].text", ""),
        ({"names": [{"text": "Lin\u202eyuan", "script": "Latn"}]}, "names[0].text", "plain text"),
        ({"names": [{"text": "Lin\ud800", "script": "Latn"}]}, "names[0].text", "plain text"),
        ({"born": {"edtf": "\ud800"}}, "born", "plain text"),
        ({"names": [{"text": "A", "script": ["Latn"]}]}, "names[0].script", "Hans, Hant, Latn"),
        ({"languages": {"ug": 1}}, "languages", ""),
        ({"religion": float("nan")}, "religion", ""),
        ({"names": "Lin"}, "names", ""),
        ({"names": ["Lin"]}, "names[0]", ""),
        ({"religion": 7}, "religion", ""),
        ({"born": 1979}, "born", "2016-05~"),
        ({"born": {"edtf": "1979", "about": "x"}}, "born", ""),
        ({"born": {"edtf": "soon"}}, "date", "XXXX"),
        (
            {"consents": [{"purpose": "court", "given_on": "20 February"}]},
            "consents[0].given_on",
            "2026-03-02",
        ),
    ],
)
def test_each_fault_names_its_field_and_what_would_be_right(
    change: dict[str, object], field: str, remedy: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        made(Person, {**PERSON, **change})
    assert caught.value.field == field
    assert remedy in str(caught.value.remedy)


def test_a_time_without_offset_a_wrong_page_and_half_a_pair_are_refused() -> None:
    event = {"id": "e", "case_id": "c", "kind": "hearing", "title": "t", "on": "2026"}
    with pytest.raises(InvalidInput, match="offset"):
        made(Event, {**event, "at": "2026-06-08T10:00"})
    with pytest.raises(InvalidInput, match="whole number"):
        made(Pinpoint, {"document_id": "d", "page": True})
    with pytest.raises(InvalidInput, match="list of 2"):
        made(TranslationCertificate, {"translator": "Ada", "languages": ["en"]})


def test_a_fault_never_says_what_was_written() -> None:
    with pytest.raises(InvalidInput) as caught:
        made(Person, {**PERSON, "names": [{"text": "Secret Name", "script": "Klingon"}]})
    assert "Secret" not in str(caught.value)
    assert "Klingon" not in str(caught.value)


def test_fields_are_described_with_their_values_and_parts() -> None:
    fields = {field.name: field for field in described(Case)}
    assert fields["status"].allowed == ("open", "dormant", "closed")
    assert fields["parties"].takes == "list of object"
    assert [part.name for part in fields["parties"].parts] == ["person_id", "standing"]
    assert fields["closed_on"].takes == "date"
    assert (fields["reference"].is_needed, fields["team"].is_needed) == (True, False)


def test_a_record_knows_whom_it_names_also_inside() -> None:
    fact = Fact(
        id="f",
        case_id="c1",
        statement="s",
        on=StatedDate(edtf="2026"),
        accounts=(Account(stated_by="He", words="w", pinpoint=Pinpoint(document_id="d2")),),
        pinpoints=(Pinpoint(document_id="d1"),),
    )
    assert sorted((one.field, *one.nouns, one.id) for one in references(fact)) == [
        ("case_id", "case", "c1"),
        ("document_id", "document", "d1"),
        ("document_id", "document", "d2"),
    ]
