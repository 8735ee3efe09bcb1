"""What is known of somebody in a shorter or declined form; and ordinary words beside it that stay."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.person.code_name import CodeNamed
from casebook.services.dossier.hiding.known_forms import hidden_facts
from casebook.services.dossier.hiding.name_cover import NameCover
from casebook.services.dossier.hiding.protected_names import name_forms

_FACTS: tuple[tuple[FactKind, str], ...] = (
    ("paper", "K123456(7)"),
    ("paper", "E81234567"),
    ("paper", "HK40317"),
    ("case-number", "W189 2288114-1"),
    ("case-number", "EX 18/2026"),
    ("place", "Removal centre at Silivri, block C"),
    ("place", "Zeytinburnu"),
    ("place", "Guma"),
    ("place", "Reading"),
    ("contact", "Institute for Names and Scripts"),
)
KNOWN = (
    KnownFact(kind="birth-date", value=StatedDate(edtf="1987-03-14")),
    *(KnownFact(kind=kind, value=value) for kind, value in _FACTS),
)
REPLACER = NameReplacer(
    (
        *hidden_facts(KNOWN, Translator("en")),
        *name_forms(("Gulnar Hemdulla",), "[g]", "contact"),
        *name_forms(("Lin Zhiyuan",), "[l]"),
    )
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("HKID K123456(7), K1234567, K123456", "HKID [n], [n], [n]"),
        ("passport 81234567 or E 8123 4567", "passport [n] or [n]"),
        ("card 40317, 140317, 40317.5, 403179", "card [n], 140317, 40317.5, 403179"),
        ("W189 2288114, GZ W189 2288114-2/5E", "[c], GZ [c]"),
        ("W1892288114, W1892288114-1", "[c], [c]"),
        ("file 2288114; 12288114, W189 2288", "file [c]; 12288114, W189 2288"),
        ("EX18/26, ex 18-2026, 18/26", "[c], [c], 18/26"),
        ("653125870314003, 653125198703140032, 123456870315003", "[n], [n], 123456870315003"),
        ("Silivride, Zeytinburnunda, Zeytinburnu'nda, Gumadin", "[p], [p], [p]'nda, [p]"),
        (
            "Proceeding: Removal. A removal order; held in Reading",
            "Proceeding: Removal. A removal order; held in [p]",
        ),
        ("Institute for Names and Scripts\nHalden", "[o]\nHalden"),
        ("an institute for names and scripts", "an institute for names and scripts"),
        ("Interpreter: G. Hemdulla\nG. Hemdulla, L. Lin Zhiyuan", "Interpreter: [g]\n[g], L. [l]"),
    ],
)
def test_a_shorter_form_is_replaced_and_words_of_a_description_stay(written: str, shown: str) -> None:
    labels = {
        "[n]": "[identity document number]",
        "[p]": "[place]",
        "[o]": "[organisation]",
        "[c]": "[case number]",
    }
    for short, label in labels.items():
        shown = shown.replace(short, label)
    assert REPLACER.apply(written) == shown


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Grace Tse Wing Sum", "Wing Sum, WingSum, Wing-sum, Wingsum, WINGSUM, Tse Wing Sum, Ah Sum, Grace"),
        ("Tsang Pui Kei, Iris", "Pui Kei, PuiKei, Puikei, pui-kei, Iris, Iris Tsang, Tsang Pui-kei, Ah Kei"),
        ("Wong Ka Yan", "Brother Yan, Sister Yan, Uncle Yan, Auntie Yan"),
        ("CHOI Tsz Kit Jacky", "Tsz Kit, Tsz-kit, TszKit, Tszkit, Jacky, Jacky Choi, Choi Tsz-kit, Ah Kit"),
        ("Lee Hoi Lam Grace", "Hoi Lam, HoiLam, Hoi-lam, Hoilam, hoilam, Lee Hoi-lam, Ah Lam"),
        ("Au Yeung Siu Man Peter", "Siu Man, Siuman, siu-man, Auyeung Siu-man, Au Yeung, Peter"),
    ],
)
def test_a_given_name_of_hong_kong_is_found_beside_an_english_one(name: str, written: str) -> None:
    copied = NameReplacer([*name_forms((name,), "Alder")])
    screen = NameCover(
        [CodeNamed(noun="person", id=name, names=(name,), spellings=(), code_name="Alder", is_kept=True)]
    )
    for one in written.split(", "):
        assert copied.apply(f"saw {one} there") == screen.apply(f"saw {one} there") == "saw Alder there"


_OF_YAN = "Ah Yan, A-Yan, AhYan, ah yan, Yan Yan, Yanyan, yanyan, Yan jie, Siu Yan, \u963fYan, Yan\u59d0"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Wong Ka Yan", _OF_YAN),
        ("Ka Yan Wong", _OF_YAN),
        ("CHOI Tsz Kit Jacky", "Ah Kit, A-Kit, ah kit, \u963fKit"),
    ],
)
def test_nicknames_follow_from_a_name_in_either_order(name: str, written: str) -> None:
    copied = NameReplacer([*name_forms((name,), "Alder")])
    assert {copied.apply(f"saw {one} there") for one in written.split(", ")} == {"saw Alder there"}


def test_words_that_only_look_like_nicknames_stay() -> None:
    copied = NameReplacer([*name_forms(("Wong Sum Man", "Ma Ka Yan"), "Alder")])
    said = "ah man; mama and kaka; \u963fYang, Yank\u59d0"
    assert copied.apply(said) == said
