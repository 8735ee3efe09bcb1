from __future__ import annotations

import re

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import search
from casebook.services.base.session import Session
from casebook.services.person import name
from tests.people import add_person


def test_suggestions_are_names_ready_to_be_kept() -> None:
    names = {each.system: each.name for each in name.suggest("区志伟") if each.is_likeliest}
    assert names["hong-kong"] == Name(
        text="Au Chi Wai",
        script="Latn",
        language="yue-Latn",
        kind="transliteration",
        romanisation="hong-kong",
    )
    assert names["traditional"].script == "Hant"
    assert all(each.romanisation != "as-in-passport" for each in names.values())


def test_what_was_given_is_not_suggested() -> None:
    suggested = {each.name.text for each in name.suggest("Mehmut")}
    assert suggested
    assert "Mehmut" not in suggested


def test_no_name_is_told() -> None:
    with pytest.raises(InvalidInput):
        name.suggest("  ")


def test_nothing_is_added_to_a_person_by_itself(session: Session) -> None:
    given = (Name(text="区志伟", script="Hans"),)
    kept = add_person(session, given)
    assert kept.names == given


def test_a_hit_says_which_form_matched(session: Session) -> None:
    add_person(session, (Name(text="张晓明", script="Hans"),))
    (hit,) = search.find(session, "Chang Hsiaoming")
    assert (hit.system, hit.form, hit.form_of) == ("wade-giles", "Chang Hsiao-ming", "张晓明")
    (begun,) = search.find(session, "zhang xiaom")
    assert (begun.noun, begun.form_of) == ("person", "张晓明")
    assert hit.snippet.startswith("张晓明")


def test_a_changed_name_is_found_no_more(session: Session) -> None:
    kept = add_person(session, (Name(text="张晓明", script="Hans"),))
    with session.store.write("person.change") as transaction:
        transaction.replace(Person(id=kept.id, names=(Name(text="Sunniva", script="Latn"),)))
    assert search.find(session, "Zhang Xiaoming") == []
    with session.store.write("person.remove") as transaction:
        transaction.move_to_bin(Person, kept.id)
    assert search.find(session, "Suniva") == []
    with session.store.write("person.restore") as transaction:
        transaction.restore(Person, kept.id)
    assert [hit.id for hit in search.find(session, "Suniva")] == [kept.id]


def test_an_unconfirmed_spelling_leads_no_stated_name() -> None:
    han = Name(text="阿迪力·买买提", script="Hans")
    spelled = Name(text="Adili Maimaiti", script="Latn", kind="transliteration", romanisation="pinyin")
    assert Person(id="p", names=(han, spelled)).leading_name == han.text
    assert Person(id="p", names=(spelled, han)).leading_name == han.text
    confirmed = Name(text="Adil Memet", script="Latn")
    assert Person(id="p", names=(han, spelled, confirmed)).leading_name == confirmed.text
    assert Person(id="p", names=(spelled,)).leading_name == spelled.text


@pytest.mark.parametrize(
    ("typed", "given", "father"),
    [("Tursun Memet", "Tursun", "Memet"), ("Memet Tursun", "Memet", "Tursun")],
)
def test_every_suggested_form_keeps_the_order_typed(typed: str, given: str, father: str) -> None:
    forms = {
        "Tursun": {
            "تۇرسۇن",
            "Турсун",
            "吐尔逊",
            "图尔荪",
            "图尔孙",
            "Tuerxun",
            "Tuersun",
            "Tursen",
            "Tursun",
        },
        "Memet": {
            "مەمەت",
            "Мәмәт",
            "买买提",
            "麦麦提",
            "Maimaiti",
            "Memet",
            "Memmet",
            "Mamat",
            "Mehmet",
            "Muhemmet",
        },
    }
    suggested = [re.split(r"[ ·]", one.name.text) for one in name.suggest(typed)]
    assert suggested
    for first, second in suggested:
        assert first in forms[given]
        assert second in forms[father]
