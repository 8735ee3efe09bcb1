"""Streets of a recorded or unrecorded address by every usual abbreviation of what kind of street it is."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import channels, hidden_facts

_PLACES = (
    "Graz, Annenstraße 61",
    "Linz, Landstraße 12",
    "Parkallee 7, Wien",
    "Wien, Pichlmannstraße 3",
    "Ledra Street 12, Nicosia",
    "12, rue de la Gare",
    "云澜市青石路18号",
    "улица Ясная 7",
)
RECORDED = NameReplacer(
    hidden_facts([KnownFact(kind="place", value=place) for place in _PLACES], Translator("en"))
)
UNRECORDED = NameReplacer([channels(Translator("en"))])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Annenstr. 61, Annenstr 61, Annenstr.61", "[place], [place], [place]"),
        ("Annen-Str. 61, Annenstrasse 61, near Pichlmann", "[place], [place], near [place]"),
        ("Landstr. 12, Landstrasse 12 or Parkallee 7", "[place], [place] or [place]"),
        ("The Land of the court; Park Lane in the Park", "The Land of the court; Park Lane in the Park"),
        ("in der Annenstr. wohnt", "in der [place]. wohnt"),
        ("in Ledra St.", "in [place]."),
        ("r. de la Gare", "[place]"),
        ("Qingshi Road, 青石路, 青石路18號", "[place], [place], [place]"),
        ("ул. Ясная 7, ул Ясная", "[place], [place]"),
        ("12 apples in the 7 boxes", "12 apples in the 7 boxes"),
    ],
)
def test_a_recorded_street_is_found_however_its_kind_is_written(written: str, shown: str) -> None:
    assert RECORDED.apply(written) == shown


@pytest.mark.parametrize(
    ("written", "is_address"),
    [
        ("Annenstr. 61", True),
        ("Annenstr 61", True),
        ("4 Elm Rd", True),
        ("12 Baker St.", True),
        ("C/ Mayor 5", True),
        ("ul. Jasna 5", True),
        ("12 March St Petersburg", False),
        ("3 days by ave 5", False),
    ],
)
def test_an_unrecorded_house_is_found_by_an_abbreviated_street(written: str, is_address: bool) -> None:  # noqa: FBT001
    assert (UNRECORDED.apply(written).rstrip(".") == "[contact details]") is is_address


@pytest.mark.parametrize(
    "written",
    [
        "58. Bulvar Caddesi No:14 D:6",
        "58 Bulvar Cd. 14/6",
        "58. Bulvar Cad. No: 14/6",
        "Atatürk Caddesi No:3 Kat:2 Daire:5",
        "58. Bulvar Cad. No:14, Blok B",
        "58. Sokak No:14",
        "58. Bulvar Cad. Hilal Apt. No:14 İç Kapı No:6",
        "58. Bulvar Caddesi Dış Kapı No:14",
        "58. Bulvar Caddesi Hilal Sitesi B Blok No:14 D:6",
        "58. Bulvar Caddesi numara 14, daire 6",
        "58’inci Bulvar Caddesi numara 14 daire 6",
        "58. Bulvar Cad. Hilal Sitesi A-2 Blok Kat 3 No 14",
        "Hilal Sitesi A-2 Blok Kat 3 No 14, 58. Bulvar Cad.",
        "No:14/6 58. Bulvar Cad.",
        "58. Bulvar Caddesi adresindeki 14 numaralı binanın 6 numaralı dairesinde",
        "58. Bulvar Caddesi’ndeki 14 numaralı apartmanda",
        "Gül Sok. No 14, İç Kapı 6",
        "58. Bulvar Cad. 14 numara, 6. daire",
        "58. Bulvar Cad. B Blok Giriş 2 Daire 6",
        "Nuripaşa Mah. 58. Bulvar Cad. No:14/6",
        "Nuripaşa Mahallesi, 58. Bulvar Caddesi",
        "Yeni Doğan Mah. Atatürk Caddesi No:3",
        "58. Bulvar Cad., Sok. No 14, İç Kapı 6",
        "58. Bulvar Cad., Gül Sok. No 14, İç Kapı 6",
        "58. Bulvar Cad. Kapı No:14 K:3 D:6",
        "Kapı No:14 D:6, 58. Bulvar Cad.",
        "58. Bulvar Cad.,\nSok. No 14, İç Kapı 6",
        "58. Bulvar Cad. Kapı No:14\nK:3 D:6",
        "58. Bulvar Cad. No:14\nİç Kapı 6",
        "58. Bulvar\nCaddesi\nNo:14 D:6",
        "Annenst. 61",
    ],
)
def test_a_turkish_house_goes_with_its_ordinal_and_its_parts(written: str) -> None:
    places = (KnownFact(kind="place", value=place) for place in ("58. Bulvar Cad. No: 14/6", *_PLACES))
    replacer = NameReplacer([*hidden_facts(places, Translator("en")), channels(Translator("en"))])
    assert replacer.apply(f"in {written}; there") in (
        "in [place]; there",
        "in [contact details]; there",
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Yargıtay 8. Ceza Dairesi No: 14, 58. Bulvar Cad.", "Yargıtay 8. Ceza Dairesi No: 14, [place]."),
        ("Karar 58. Bulvar Caddesi üzerinde", "Karar [place] üzerinde"),
        ("Danıştay 10. Daire, 58. Bulvar Cad.", "Danıştay 10. Daire, [place]."),
    ],
)
def test_a_recorded_street_goes_with_its_ordinal_behind_an_office(written: str, shown: str) -> None:
    for recorded in ("58. Bulvar Cad. No: 14/6", "58. Bulvar Caddesi"):
        place = KnownFact(kind="place", value=recorded)
        replacer = NameReplacer([*hidden_facts([place], Translator("en")), channels(Translator("en"))])
        assert replacer.apply(written) == shown


def test_the_number_of_a_decision_stays_whole_before_an_address() -> None:
    for decision in ("Karar No: 2020/6", "Esas No: 2019/14 Karar No: 2020/6", "Karar No: 14/6"):
        assert UNRECORDED.apply(f"{decision} Kızılay Cad. No 5") == f"{decision} [contact details]"


@pytest.mark.parametrize(
    "behind", ["Zeytinburnu", "6 kişi geldi", "D. 6 sayılı karar", "K. 2020/6", "E. 2019/14"]
)
def test_what_begins_the_line_behind_an_address_stays(behind: str) -> None:
    assert UNRECORDED.apply(f"58. Bulvar Cad. No:14\n{behind}") == f"[contact details]\n{behind}"


def test_the_chamber_of_a_court_stays_before_its_address() -> None:
    for chamber in (
        *("Danıştay 10. Daire,", "Yargıtay 16. Daire,", "Tahkikat No: 2019/14,"),
        *("Yargıtay 8. Ceza Dairesi No: 14,", "Esas No: 2019/14 Karar No: 2020/6,", "Danıştay 10. Daire\n"),
    ):
        said = f"{chamber} 58. Bulvar Cad. No:14/6"
        assert UNRECORDED.apply(said) == f"{chamber} [contact details]"


@pytest.mark.parametrize(
    "said",
    [
        "Audio CD 12 of the set",
        "He had 3 sok 5 apples",
        "The market of Nuripaşa Mah. was open.",
        "Atatürk Caddesi was closed; no 14 of the rules applies.",
        "adresindeki 14 numaralı karar",
        "Danıştay 10. Daire, 58. Bulvar Cad.",
        "DANIŞTAY 10. DAİRE, 58. BULVAR CAD.",
        "Yargıtay 16. Daire, Atatürk Caddesi",
        "Tahkikat No:14, 58. Bulvar Cad.",
        "Esas No:14, 58. Bulvar Cad.",
        "Yargıtay 8. Ceza Dairesi No: 14, 58. Bulvar Cad.",
        "Exhibit D 6, flat B Blok, Kat 3",
    ],
)
def test_words_of_addresses_without_a_house_in_a_street_stay(said: str) -> None:
    assert UNRECORDED.apply(said) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("at Flat 3, 48 Cable Street, London E1 8HJ, with her", "at [contact details], with her"),
        ("48 Cable Street, London E1 8HJ", "[contact details]"),
        ("Room 1204, Block 9, Haidai Garden", "[contact details]"),
        ("at Flat 3, 48\nCable Street, London E1 8HJ with", "at [contact details] with"),
        ("Flat 3\n48 Cable Street\nLondon\nE1 8HJ\nMr X", "[contact details]\nMr X"),
        ("Home|Flat 3\n\u200348 Cable Street\n\u2003London\n\u2003E1 8HJ|", "Home|[contact details]|"),
        ("> Flat 3\n> 48 Cable Street\n> London E1 8HJ\n> Hi", "> [contact details]\n> Hi"),
        ("住址|青州市海岱花园小区\n\u20039号楼1204室|", "住址|青州市[contact details]|"),
        ("Room 1204,\n  Block 9,\n  Haidai Garden", "[contact details]"),
        ("6 Fangong\nRoad, 2nd floor, flat 201", "[contact details]"),
        ("住海岱花园小\n区9号楼1204室", "住[contact details]"),
        ("hers 186 0536\n7712, mine 07700\n900417", "hers [contact details], mine [contact details]"),
        ("12 High Street\n14 Low Street", "[contact details]\n[contact details]"),
        ("on page 12\nThe Court of 5 May", "on page 12\nThe Court of 5 May"),
        (
            "Royal Courts of Justice, Strand, London WC2A 2LL",
            "Royal Courts of Justice, Strand, London WC2A 2LL",
        ),
    ],
)
def test_flat_postcode_and_estate_go_with_the_house(said: str, shown: str) -> None:
    assert UNRECORDED.apply(said) == shown
