from __future__ import annotations

import pytest

from casebook.domain.person.code_name import CodeNamed
from casebook.language.match import forms
from casebook.services.dossier.hiding.name_cover import NameCover


def named(id_: str, code_name: str, *names: str, noun: str = "person") -> CodeNamed:
    spellings = tuple(form.text for name in names for form in forms(name)) if noun != "case" else ()
    return CodeNamed(id=id_, noun=noun, names=names, spellings=spellings, code_name=code_name, is_kept=True)


LIN = named("p1", "Heron", "Lin Zhiyuan", "林志遠")
TURSUN = named("p2", "Quiet Kite", "Dilshat Tursun", "دىلشات تۇرسۇن")
HE = named("p3", "Walnut", "He Long")
WU, LI = named("p4", "Osprey", "Wu Yi"), named("p5", "Sorrel", "Li Ke")
CASE = named("c1", "Lantern", "LIN-2026-003", "Return of a journalist", noun="case")
COVER = NameCover([LIN, TURSUN, HE, WU, LI, CASE])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lin Zhiyuan", "Heron"),
        ("林志遠 · Lin Zhiyuan", "Heron"),
        ("林志远被带走。", "Heron被带走。"),
        ("\u2068林志远\u2069 · \u2068林志遠\u2069", "Heron"),
        ("Police asked for LIN Zhiyuan and dilshat.", "Police asked for Heron and Quiet Kite."),
        ("Mr Tursun's lawyer", "Mr Quiet Kite's lawyer"),
        ("دىلشات تۇرسۇن", "Quiet Kite"),
        ("LIN-2026-003 · Return of a journalist", "Lantern"),
        ("He Long was heard", "Walnut was heard"),
        ("Wu Yi, interpreter", "Osprey, interpreter"),
        ("people like Li Ke", "people like Sorrel"),
    ],
)
def test_names_in_any_script_give_way_to_code_names(text: str, shown: str) -> None:
    assert COVER.apply(text) == shown


@pytest.mark.parametrize(
    "text",
    ["", "He waited a long time.", "Hearing on 24 June 2026", "Heron", "Return of documents", "在林中"],
)
def test_a_text_without_a_name_stays_as_it_is(text: str) -> None:
    assert COVER.apply(text) == text
    assert not COVER.hides(text)


@pytest.mark.parametrize("text", ["dilshattursun@mail.example", "@zhiyuan_lin", "Lin, Zhi-\nyuan", "Zhīyuǎn"])
def test_names_within_handles_and_across_lines_are_covered(text: str) -> None:
    covered = COVER.apply(text).casefold()
    assert not any(word in covered for word in ("dilshat", "tursun", "zhiyuan", "yuan", "zhīyuǎn"))


def test_a_word_that_names_very_many_is_covered_without_saying_whom() -> None:
    cover = NameCover(
        [named(f"p{at}", f"Kite {at}", f"Osmanov {'abcdefghijklmnop'[at]}lim") for at in range(16)]
    )
    assert cover.apply("Osmanov was there") == "… was there"
    assert cover.apply("Osmanov blim was there") == "Kite 1 was there"


def test_only_changed_people_are_taken_anew() -> None:
    cover = NameCover([LIN, TURSUN])
    assert cover.apply("Lin Zhiyuan and Dilshat Tursun") == "Heron and Quiet Kite"
    renamed = named("p2", "Magnet", "Alim Osmanov")
    cover.take({renamed.id}, [renamed])
    assert cover.apply("Lin Zhiyuan, Alim Osmanov and Dilshat Tursun") == "Heron, Magnet and Dilshat Tursun"
    cover.take({renamed.id}, [])
    assert cover.apply("Alim Osmanov") == "Alim Osmanov"


def test_an_office_is_covered_by_its_whole_name_alone() -> None:
    cover = NameCover([named("k1", "Gondola", "Three Bridges Trust", noun="contact")])
    assert cover.apply("Three days later Three Bridges Trust wrote") == "Three days later Gondola wrote"
