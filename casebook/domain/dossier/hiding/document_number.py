"""Numbers of identity documents that a text states, whoever recorded them.

A number with a check digit is known by itself; every other one stands beside a word for such a document.

Sources: GB 11643-1999 with ISO 7064 MOD 11-2 and GB/T 2260 (resident numbers of the PRC), GB 11643-1989 (the
same in fifteen figures); Hong Kong's Registration of Persons Regulations (Cap. 177A) and the weights 9 to 1
modulo 11; Taiwan's Household Registration Act and the weights 1, 9 to 1, 1 modulo 10. The check digit of
Macau is not published, and passports have one in the machine-readable zone only (ICAO Doc 9303).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from casebook.domain.dossier.hiding.account import SERVICES
from casebook.domain.dossier.hiding.number_pattern import NO_MONEY_BEHIND
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed

_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
"""Of GB 11643: a check character for each remainder."""
_TAIWAN = "abcdefghjklmnpqrstuvxywzio"
"""The letters of Taiwan's counties, in the order of their numbers from 10."""
_TAIWAN_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_FIRST_BIRTH = 1850
_SHORT_RESIDENT = 15
_RESIDENT = re.compile(
    r"(?<![\da-z])(?<!\d[.,])(?=((?:\d[ \-\n]?){17}[\dx]|(?:\d[ \-\n]?){14}\d)(?![\da-z]))"
)
_HONG_KONG = re.compile(r"(?<![\da-z])[a-z]{1,2} ?\d{6} ?\([\da]\)")
_TAIWANESE = re.compile(r"(?<![\da-z])[a-z][1289]\d{8}(?![\da-z])")
_WORDS = (
    r"passports?|(?:refugee |stateless )?travel documents?"
    r"|identity (?:cards?|documents?|papers?|numbers?)|id cards?"
    r"|national (?:id|identity|identification)|identification (?:cards?|numbers?)"
    r"|(?:permanent )?residence (?:permits?|cards?)|resident (?:permits?|cards?|id|numbers?)"
    r"|alien (?:registration|number|file)"
    r"|(?:refugee|asylum[ \-]seeker|foreigner)(?:'s)? (?:registration|certificate|card|id)"
    r"|unhcr (?:registration|card|id|individual)|a-?(?:number|file)|a#|uscis|visa|laissez-passer"
    r"|hkid|bir|arc|trc|id(?![/=])|(?:reise|dienst|fremden|konventions|fluchtlings)?pass(?:nummer|nr|-nr)"
    r"|(?:reise|fremden|konventions)pass(?:es)?"
    r"|(?:personal|reise|flucht?lings|dienst)?ausweis(?:es)?(?:nummer|nr|-nr)?"
    r"|aufenthalts(?:titel|erlaubnis|gestattung|karte)s?|azr|personenkennziffer|passeports?"
    r"|cartes? (?:nationale )?d['’]identite|titre de (?:voyage|sejour)|document de voyage"
    r"|carte de sejour|numero d['’]?\s?etranger|agdref|pasaportes?"
    r"|documento (?:nacional )?de (?:identidad|viaje)"
    r"|(?:cedula|tarjeta) de (?:identidad|residencia)|dni|nie|passaport[oe]|carta d['’]identita"
    r"|titolo di viaggio|permesso di soggiorno|codice fiscale"
    r"|(?:bilhete|cartao|documento) de (?:identidade|viagem|cidadao)"
    r"|titulo de (?:residencia|viagem)|pasaport\w{0,8}|(?:yabanci |tc |t\.c\. )?kimlik\w{0,6}"
    r"|seyahat belge\w{0,4}|ikamet (?:izn|tezkere|kart)\w{0,4}|паспорт\w{0,3}|загранпаспорт\w{0,3}"
    r"|удостоверени\w{1,2}(?: личности)?|вид\w? на жительство|проездн\w{2,3} документ\w{0,2}"
    r"|посвідчення|(?:жеке )?куәлі\w{1,4}|төлқұжат\w{0,4}|иин|жсн|лична карта|пасош\w{0,2}"
    r"|διαβατηριο[υν]?|(?:δελτιο )?ταυτοτητα\w?|αδεια διαμονησ|ταξιδιωτικ\w+ εγγραφ\w+"
    r"|paspoort\w{0,6}|identiteitskaart|reisdocument|v-nummer|bsn|paszport\w{0,3}"
    r"|dowod\w{0,2} osobist\w{2,3}|pesel|cestovn\w{1,3} (?:pas|doklad)\w{0,3}|utlevel\w{0,3}"
    r"|pasaport|putovnic\w{1,2}|pasos\w?|osobn\w iskaznic\w|potni list|pas(?:s)?nummer|fremdepas"
    r"|framlingspass|passin numero|henkilotunnus|isikukood|pase|pasas|paspor|[护護]照|旅行[证證]件?"
    r"|身[份分][证證]件?|公民身[份分]|通行[证證]|[回返][乡鄉][证證]|台胞[证證]|居留[证證許许]可?|旅券|パスポ.ト|在留カ.ト|外国人登録|身份号|身份號|여권"
    r"|외국인등록|ho chieu|หนังสือเดินทาง|جواز(?: السفر)?|بطاقة الهوية|گذرنامه|پاسپورت\w*|كىملىك\w*"
    r"|пасп\.?"
)
"""Words for documents in the languages of courts and clients; abbreviations in capitals alone."""
_ALL_WORDS = folded(_WORDS)
_UNPARTED = r"\u1100-\u11ff\u3040-\u9fff"
"""Scripts that need no space between a word and a number; Korean as it is folded."""
_WORD = (
    rf"(?<![^\W\d{_UNPARTED}])(?<![?&=])(?P<word>{_ALL_WORDS})(?:(?<=[{_UNPARTED}])|(?![a-z\u0370-\u04ff]))"
)
_ABBREVIATIONS = frozenset({"bir", "arc", "trc", "dni", "nie", "bsn", "azr", "pase", "pas", "uscis"})
"""Such words that are others in small letters."""
_NUMBER_WORDS = (
    r"no|nos|nr|nrs|num|number|numbers|numero|numeros|nummer|numara|numarasi|номер|номером|номера"
    r"|серия|серии|сериясы|нөмірі|номери|αριθμος|αριθμο|αρ|numer|cislo|is|was|ist|war|est|es|of"
    r"|with|under|bearing|является|China|Chinese|the|PRC|P\.R\.C|people['’]s republic of"
    r"|republic of|chinesischer|von|der|du|de la|chine|registration|certificate|card|sequence"
    r"|series|serial|mit|unter|numeru|no['’]lu|code|figures|reads|read"
)
_HAN_NUMBER_WORDS = "[号號][码碼]?|[编編證证番][号號码碼]|[为為是係]|번호|番号|เลขที่|رقم|شماره|نومۇرى|so"
_GAP = (
    rf"(?>(?:[\s:.,#=()\[\]\"'’“”«»*_|/\xb0\-\u2013\u2014]{{1,3}}|n(?![^\W_])"
    rf"|(?:{folded(_NUMBER_WORDS)})(?![^\W\d_{_UNPARTED}])"
    rf"|(?:{folded(_HAN_NUMBER_WORDS)})){{0,9}})"
)
_LOOSE = r"(?:[^;.!?\u3002\uff01]|(?<=\bno)\.|(?<=\bnr)\.){1,60}?"
"""Words of the same sentence before a number that has letters of its own."""
_BEGINS = r"(?<![a-z\d\u0370-\u04ff])"
_ENDS = r"(?:\s?\([\da]\))?(?![a-z\d\u0370-\u04ff])"
_SERIES = r"[a-z\u0370-\u04ff]{1,3}"
_LETTERED = rf"{_SERIES}[ \-]?\d{{6,9}}"
_MIXED = r"(?=(?:[a-z]*\d){3})[a-z\d]{6,18}"
_GROUPS = rf"(?:{_SERIES}[ \-])?\d{{2,9}}(?:[ \-]\d{{2,9}}){{0,3}}|[a-z]\d{{3}}(?:[ \-]\d{{3}}){{2}}"
_BESIDE = rf"(?P<number>{_BEGINS}(?:{_MIXED}|{_LETTERED}|{_GROUPS}){_ENDS})(?![.,]\d){NO_MONEY_BEHIND}"
_FURTHER = r"\s?(?:,|/|&|\u3001|and|or|und|oder|et|ou|y|o|e|ve|veya|и|или|και|和|及|与|或)\s?"
_TIGHT = re.compile(rf"{_WORD}{_GAP}{_BESIDE}")
_NEXT = re.compile(rf"{_FURTHER}{_BESIDE}")
_FAR = re.compile(rf"{_WORD}(?P<between>{_LOOSE})(?P<number>{_BEGINS}{_LETTERED}{_ENDS})")
_BEFORE = re.compile(
    rf"(?P<number>{_BEGINS}{_LETTERED}{_ENDS})(?=[\s,(:\-]{{1,3}}(?:[^\W\d_]+\s){{0,2}}(?:{_ALL_WORDS})(?![a-z]))"
)
_OTHERS = (
    r"invoice|receipt|order|case|file|docket|exhibit|annex|page|pages|article|section|law|act"
    r"|phone|telephone|tel|mobile|bank account|account|flight|ticket|booking|plate|tracking|parcel"
    r"|application|appeal|protocol|report|document id|user|device|transaction|customer|message"
    r"|meeting|session|group|record|company|vehicle|rechnung|beleg|akte|aktenzeichen|seite|telefon"
    r"|facture|recu|dossier|affaire|factura|recibo|expediente|fattura|fascicolo|fatura|dosya"
    r"|telefono|счет|дело|дела|телефон|发票|發票|收据|案号|案號|订单|電話|电话|条|條"
)
_OTHER = re.compile(rf"(?<![^\W\d_{_UNPARTED}])(?:{folded(_OTHERS)})(?![a-z\u0370-\u04ff])")
"""Words for numbers of other things, which a word for a document before them does not change."""
_OTHER_ENDS = re.compile(
    rf"(?<![^\W\d_{_UNPARTED}])(?:{folded(_OTHERS)})"
    r"(?:\s?(?:no|nr|n|number|nummer|numero|numarasi|id|[号號][码碼]?)\.?)?[\s\-:.#]{0,2}$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MIN_SIGNS, _MAX_SIGNS, _MIN_DIGITS, _MIN_BESIDE_YEAR, _LOOK_BACK = 6, 18, 5, 5, 24


def document_numbers(text: str) -> Iterator[str]:
    """Yield the numbers of identity documents in a text, as they are written, each once.

    >>> [*document_numbers("passport no. E12345678, invoice 87654321; 653101199105012347")]
    ['E12345678', '653101199105012347']
    """
    plain = folded(text)
    found = dict.fromkeys(sorted({*_checked(plain), *_named(text, plain)}))
    yield from dict.fromkeys(text[start:end].strip() for start, end in found)


def _checked(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers that their check digit tells."""
    for place in _RESIDENT.finditer(plain):
        if is_resident_number(place[1]) and not _is_of_other(plain, place.start()):
            yield place.span(1)
    for pattern, is_one in ((_HONG_KONG, is_hong_kong_number), (_TAIWANESE, is_taiwan_number)):
        yield from (
            place.span()
            for place in pattern.finditer(plain)
            if is_one(place[0]) and not _is_of_other(plain, place.start())
        )


def _named(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers beside a word for a document."""
    for place in _TIGHT.finditer(plain):
        is_small = place["word"] in _ABBREVIATIONS and not text[slice(*place.span("word"))].isupper()
        one = None if is_small or _is_of_other(plain, place.start()) else place
        while one and _is_number(text[slice(*one.span("number"))]):
            yield one.span("number")
            one = _NEXT.match(plain, one.end())
    for place in (*_FAR.finditer(plain), *_BEFORE.finditer(plain)):
        start, end = place.span("number")
        between = place.groupdict().get("between") or ""
        series = [sign for sign in text[start:end] if sign.isalpha()]
        if all(map(str.isupper, series)) and not _OTHER.search(between):
            yield start, end


def _is_of_other(plain: str, start: int) -> bool:
    """Return whether a word for another number or an account stands before a place: "case ID", "invoice"."""
    before = plain[max(0, start - _LOOK_BACK) : start]
    return bool(_OTHER_ENDS.search(before)) or before.rstrip(" :-").endswith(SERVICES)


def _is_number(written: str) -> bool:
    """Return whether what stands beside a word for a document is a number of it, and no day or years."""
    signs, groups = squeezed(folded(written)), re.findall(r"\d+", folded(written))
    series = re.match(r"([^\W\d_]+)[ \-]", written)
    if not _MIN_SIGNS <= len(signs) <= _MAX_SIGNS or sum(map(len, groups)) < _MIN_DIGITS:
        return False
    if series and not series[1].isupper():
        return False
    if len(groups) > 1 and any(map(_YEAR.fullmatch, groups)):
        return max(map(len, groups)) > _MIN_BESIDE_YEAR
    return not (signs.isdigit() and (_is_day(signs) or _is_day(signs[4:] + signs[2:4] + signs[:2])))


def _is_day(figures: str) -> bool:
    """Return whether eight figures are a day of about the last hundred years: YYYYMMDD."""
    return bool(re.fullmatch(r"(?:19|20)\d{6}", figures)) and _birthday(figures) is not None


def _birthday(figures: str) -> date | None:
    try:
        return date.fromisoformat(f"{figures[:4]}-{figures[4:6]}-{figures[6:]}")
    except ValueError:
        return None


def is_resident_number(written: str) -> bool:
    """Return whether signs are a resident number of the PRC, with eighteen signs or, until 1999, fifteen.

    >>> is_resident_number("653101199105012347"), is_resident_number("653101910501234")
    (True, True)
    """
    signs = squeezed(written)
    if not _PROVINCES.match(signs):
        return False
    if len(signs) == _SHORT_RESIDENT:
        return _birthday(f"19{signs[6:12]}") is not None
    born = _birthday(signs[6:14])
    check = _CHECKS[sum(int(one) * weight for one, weight in zip(signs, _WEIGHTS, strict=False)) % 11]
    return born is not None and born.year >= _FIRST_BIRTH and signs[-1] == check


def is_hong_kong_number(written: str) -> bool:
    """Return whether signs are the number of a Hong Kong identity card.

    >>> is_hong_kong_number("a123456(3)"), is_hong_kong_number("a123456(4)")
    (True, False)
    """
    signs = squeezed(written)
    # Letters count from 10, and a missing first one as 36.
    values = [36, *(int(sign, 36) for sign in signs)][-9:]
    check = 10 if signs[-1] == "a" else values[-1]
    return (
        sum(one * weight for one, weight in zip(values[:-1], range(9, 1, -1), strict=True)) + check
    ) % 11 == 0


def is_taiwan_number(written: str) -> bool:
    """Return whether signs are the number of an identity card or a resident certificate of Taiwan.

    >>> is_taiwan_number("a123456789"), is_taiwan_number("a123456788")
    (True, False)
    """
    signs = squeezed(written)
    county = 10 + _TAIWAN.index(signs[0])
    figures = (*divmod(county, 10), *map(int, signs[1:]))
    return sum(one * weight for one, weight in zip(figures, _TAIWAN_WEIGHTS, strict=True)) % 10 == 0
