"""Words for kinds of street and their usual abbreviations, by which one street is spelt in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.language.fold import letters
from casebook.language.hanzi import simplified
from casebook.language.mandarin import run_together
from casebook.language.ordinary import english_words

_JOINED = (("straße", "strasse", "str", "straat"), ("gasse",), ("platz", "pl"), ("allee", "al"), ("weg",))
"""Joined to the name, as in German and Dutch."""
_NO_WORD_ENDS = frozenset({"al", "pl"})
"""Abbreviations with which other words end."""
_BESIDE = tuple(
    tuple(row.split())
    for row in (
        *("street st str", "road rd", "avenue ave av avda avd avenida", "boulevard blvd bd boul bulevard"),
        *("lane ln", "square sq", "drive dr", "crescent cres", "terrace ter terr", "court ct", "place pl"),
        *("gardens gdns", "highway hwy", "rue r", "chemin ch che", "impasse imp", "allée all", "route rte"),
        *("via v", "viale v.le vle", "piazza p.za pza p.zza", "corso c.so cso", "vicolo vic", "largo lgo"),
        *("calle c/ c cl", "plaza pza plz pl", "paseo pº p.º pso", "rua r", "praça pç pça pc", "travessa tv"),
        *("ulica ul", "ulice ul", "aleja aleje al", "plac pl", "osiedle os", "náměstí nám", "třída tř"),
        *("улица ул", "проспект просп пр пр-т", "переулок пер", "площадь пл", "набережная наб", "шоссе ш"),
        *("бульвар б-р бул", "вулиця вул", "провулок пров", "οδός οδ", "λεωφόρος λεωφ", "πλατεία πλ"),
        *("sokak sokağı sok sk", "cadde caddesi cad cd", "bulvarı bulvar bulv blv", "mahallesi mahalle mah"),
        *("көшесі көш", "даңғылы даң", "lu road rd", "jie street st", "dajie street st", "dadao avenue ave"),
        *("xiang lane", "straße strasse str", "gasse", "utca u", "út", "väg v", "vej"),
    )
)
"""Before or behind the name, as a word of its own."""
_IN_CHINESE = {
    "路": ("Lu", "Road", "Rd"),
    "街": ("Jie", "Street", "St"),
    "大街": ("Dajie", "Street", "St"),
    "大道": ("Dadao", "Avenue", "Ave"),
    "巷": ("Xiang", "Lane"),
}
_HAN_STREET = re.compile(
    "(?P<name>(?:(?![省市区县镇乡區縣鎮鄉])[\u3400-\u9fff]){1,6}?)(?P<kind>大街|大道|路|街|巷)(?=\\s?\\d|$)"
)
_COMMON = frozenset(
    (
        *("bahnhof", "rathaus", "garten", "museum", "theater", "kloster", "schloss", "brunnen", "linden"),
        *("sonnen", "friedhof", "industrie", "universitäts"),
    )
)
"""In the name of a street in any town."""
_MIN_LETTERS = 4
_MIN_ALONE = 6
"""Letters of a name that is hardly a word of German: "Land" and "Park" are."""
_NUMBERED_STREET = re.compile(
    r"(?<!\w)(?P<street>\d{1,4}\.\s(?:[^\W\d_]+\s){0,2}(?:cadde(?:si)?|cad|cd|soka[kğ]ı?|sok|sk|bulvarı?|bulv|blv))"
    r"(?!\w)(?P<house>\.?,?\s(?:no|numara)\s?[.:]?\s?\d{1,4}[a-z]?(?:\s?/\s?\d{1,3})?(?!\w))?",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"^\d{1,4}\s?[A-Za-z]?,?\s|,?\s\d{1,4}\s?[A-Za-z]?$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[./\-](?=[^\W\d_]))*[.º/]?")


_BOX = re.compile(
    r"(?:P\.?\s?O\.?\s?Box|Postfach|Casella postale|Apartado|Boîte postale|Τ\.?\s?Θ\.?)\s?(?P<box>\d{2,6})",
    re.IGNORECASE,
)
_STREET = (
    r"(?P<name>[^\W\d_][\w'’\-]{3,}(?: [^\W\d_][\w'’\-]+)?)"
    r" (?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Square)"
)
_HOUSE_FIRST = re.compile(rf"(?<![\w/])(?P<number>\d{{1,4}}[a-z]?),? {_STREET}(?!\w)")
_HOUSE_LAST = re.compile(rf"(?<!\w){_STREET},? (?P<number>\d{{1,4}}[a-z]?)(?!\w)")


def street_spellings(text: str) -> Iterator[str]:
    """Every other way in which a street is usually written, with and without the number of its house.

    >>> list(street_spellings("rue de la Gare 12"))
    ['r de la Gare 12', 'r de la Gare']
    >>> list(street_spellings("Removal centre"))
    []
    """
    for place in _WORD.finditer(text):
        before, after = text[: place.start()], text[place.end() :]
        for written in _spellings(place[0]):
            spelt = f"{before}{written}{after}"
            yield spelt
            bare = _HOUSE.sub("", spelt).strip(" ,")
            if bare != spelt and len(bare.split()) > 1:
                yield bare


def numbered_streets(text: str) -> Iterator[str]:
    """Every Turkish street that is called by an ordinal, with it, and with the number of its house.

    >>> list(numbered_streets("58. Bulvar Cad. No: 14/6, Zeytinburnu"))
    ['58. Bulvar Cad', '58. Bulvar Cad. No: 14/6']
    """
    for place in _NUMBERED_STREET.finditer(text):
        yield place["street"]
        if place["house"]:
            yield place[0]


def house_forms(text: str) -> Iterator[str]:
    """Yield houses of English streets as others write them, and boxes at a post office.

    >>> list(house_forms("12 Ledras Street, PO Box 1234"))
    ['PO Box 1234', 'P.O. Box 1234', 'Ledras 12', '12 Ledras']
    """
    for box in _BOX.finditer(text):
        yield from dict.fromkeys((box[0], f"PO Box {box['box']}", f"P.O. Box {box['box']}"))
    for house in (*_HOUSE_FIRST.finditer(text), *_HOUSE_LAST.finditer(text)):
        yield from (f"{house['name']} {house['number']}", f"{house['number']} {house['name']}")


def proper_part(word: str) -> str:
    """The name of a street in a word of it and of its kind, or "" for none and for one that may be a word.

    >>> proper_part("Grabenwegstraße"), proper_part("Landstraße"), proper_part("Schillerstraße")
    ('Grabenweg', '', '')
    """
    name = next((name for name, _ in _parted(word)), "")
    plain = name.casefold()
    is_common = len(name) < _MIN_ALONE or plain.endswith("er") or plain in _COMMON | english_words()
    return "" if is_common else name


def chinese_street(text: str) -> Iterator[str]:
    """The street of a Chinese address with and without its house, also as signs and letters abroad have it.

    >>> list(chinese_street("云澜市青石路18号"))
    ['青石路', '青石路18号', 'Qingshi Lu', 'Qingshi Road', 'Qingshi Rd']
    """
    for place in _HAN_STREET.finditer(simplified(text)):
        yield from (text[slice(*place.span())], text[place.start() :].strip())
        yield from (f"{run_together(place['name'])} {kind}" for kind in _IN_CHINESE[place["kind"]])


def _spellings(word: str) -> Iterator[str]:
    plain = letters(word)
    for row in _BESIDE:
        if plain in map(letters, row):
            yield from (
                kind.capitalize() if word[0].isupper() else kind for kind in row if letters(kind) != plain
            )
    for name, kinds in _parted(word):
        for kind in kinds:
            yield from (f"{name}{kind}", f"{name} {kind.capitalize()}")
        yield from (f"{name}st",) if "str" in kinds else ()


def _parted(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and the ways of writing the kind of a street in one word."""
    for kinds in _JOINED:
        for kind in sorted(set(kinds) - _NO_WORD_ENDS, key=len, reverse=True):
            name = word.rstrip(".")[: -len(kind)]
            if word.rstrip(".").lower().endswith(kind) and len(name) >= _MIN_LETTERS - 1:
                yield name.rstrip("-"), kinds
                break
