"""What an employer is called for short: without its legal form and its trade, and by its initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.domain.dossier.hiding.days.time_name import is_time_name
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.language.fold import letters, without_accents
from casebook.language.hanzi import has_han
from casebook.language.ordinary import is_usual_pair, ordinary_words, words_beginning
from casebook.language.place import is_place_name

_LEGAL_FORMS = """
limited ltd plc inc incorporated llc llp corp corporation company co gmbh ag kg sa sas sarl srl spa bv nv
"""
_TRADES = """
group holding holdings and & international industries trading print printing press publishing
publishers shop store market supermarket restaurant cafe hotel bank school college academy
university institute hospital clinic pharmacy factory mill works plant farm garage office agency
bureau studio centre center foundation association union newspaper daily media news software bakery
bakers boulangerie butcher grocery kiosk salon tailors laundry dairy bar pub kitchen house
technology technologies electronics textile textiles clothing construction engineering transport
logistics services service bookshop bookstore books restaurants schools clinics tailor tailoring
butchers grocer grocers jewellers jewelry barber barbers carpets garments trade import export
company stores tekstil kitabevi kitapevi kitap lokantasi lokanta restoran restorani firin firini
marketi ticaret insaat ambalaj gida eczanesi eczane okulu kuafor terzi terzisi matbaa matbaasi
yayinevi sanayi nakliyat turizm otel oteli buchhandlung buchladen backerei metzgerei schneiderei
druckerei handel grosshandel verlag apotheke praxis schule textil textilien bau laden gaststatte
imbiss librairie epicerie pharmacie ecole clinique imprimerie atelier commerce batiment boucherie
traiteur libreria panaderia restaurante tienda escuela clinica imprenta farmacia comercio ristorante
panetteria trattoria tipografia scuola negozio
"""
"""Last words of a name that many employers bear, folded."""
_FIRST_TRADES = """
librairie boulangerie boucherie epicerie pharmacie restaurant cafe hotel ecole clinique imprimerie
atelier salon garage traiteur libreria panaderia restaurante tienda escuela clinica imprenta
farmacia ristorante panetteria trattoria tipografia scuola negozio buchhandlung backerei metzgerei
schneiderei druckerei verlag apotheke gaststatte
"""
"""The same before it, in languages that put them there."""
_HAN_TRADES = re.compile(
    "(?:股份有限公司|有限责任公司|有限責任公司|有限公司|公司|集团|集團|印务|印務|印刷|书店|書店|商店|超市|餐厅|餐廳|饭店|"
    "飯店|酒店|银行|銀行|学校|學校|小学|小學|中学|中學|大学|大學|学院|學院|医院|醫院|诊所|診所|药店|藥店|工厂|工廠|厂|廠|"
    "面包房|麵包房|面包店|麵包店|面包|麵包|餐馆|餐館|饭馆|飯館|茶馆|茶館|理发店|理髮店|超级市场|超級市場|"
    "报社|報社|出版社|事务所|事務所|研究所|店|社)$"
)
_ARTICLES = re.compile("the|an?|le|la|les|el|los|der|die|das|il|lo|i", re.IGNORECASE)
_MIN_LETTERS, _MIN_SIGNS, _MIN_INITIALS, _MIN_IN_DOMAIN = 4, 2, 3, 6


def employer_names(name: str) -> Iterator[str]:
    """The short names of an employer, each to be found as whole words.

    >>> list(employer_names("Three Bridges Print Shop Ltd")), list(employer_names("三桥印务有限公司"))
    (['Three Bridges Print Shop', 'Three Bridges', 'TBPS', 'T.B.P.S'], ['三桥印务', '三桥'])
    >>> list(employer_names("Silver Spindle Bakery")), list(employer_names("银梭面包房"))
    (['Silver Spindle', 'SSB', 'S.S.B'], ['银梭'])
    """
    stated = name.strip()
    if has_han(stated):
        while (shorter := _HAN_TRADES.sub("", stated)) != stated and len(shorter) >= _MIN_SIGNS:
            if not is_time_name(shorter):
                yield shorter
            stated = shorter
        return
    words, bare, core = _parts(stated)
    for part in (bare, core):
        if part != words and (len(part) > 1 or (part == bare and _stands_alone(part[0]))):
            yield " ".join(part)
    initials = "".join(word[0] for word in bare)
    if len(initials) >= _MIN_INITIALS and initials.isupper():
        yield initials
        yield ".".join(initials)


def employer_word(name: str) -> str:
    """Return the one word that is left of an employer without its trade; it may be somebody's name as well.

    Returns:
        The word, or "" for none and for a short one, a word of the language, a place or a nationality.

    >>> employer_word("Doğan Tekstil"), employer_word("Istanbul Market")
    ('Doğan', '')
    """
    words, bare, core = _parts(name.strip())
    is_left = core != bare or (bare != words and is_time_name(core[0]))
    plain = letters(core[0]) if len(core) == 1 and is_left else ""
    is_known = len(plain) < _MIN_LETTERS or plain in words_beginning(plain[:-1])
    return "" if is_known or has_han(name) else core[0]


def employer_start(name: str) -> str:
    """Return the first two words of an employer with three or more, "" if they may be many another's.

    >>> employer_start("Blue Lantern Tea House"), employer_start("Human Rights Office")
    ('Blue Lantern', '')
    """
    words = _parts(name.strip())[1]
    start = words[:2]
    is_named = len(words) > len(start) and all(word[0].isupper() and len(word) > 1 for word in start)
    if has_han(name) or not is_named or _ARTICLES.fullmatch(start[0]):
        return ""
    pair = " ".join(start)
    are_trades = all(without_accents(word) in (_TRADES + _FIRST_TRADES).split() for word in start)
    return "" if are_trades or is_usual_pair(pair) or is_place_name(pair) else pair


def employer_shapes(name: str, one: Hidden) -> Iterator[Hidden]:
    """Yield the forms of an employer that are no plain words: one word beside its trade, and addresses.

    Args:
        name: as it was recorded.
        one: with the label and kind of the fact.
    """
    if word := employer_word(name):
        trades = frozenset(
            trade for trade in _TRADES.split() if trade.isalpha() and len(trade) >= _MIN_LETTERS
        )
        yield replace(one, form=word, shape="beside-trade", ordinary=trades)
    if one.kind == "workplace" and (start := employer_start(name)):
        yield replace(one, form=start, shape="nickname")
    yield from (replace(one, form=domain, shape="domain") for domain in employer_domains(name))


def _parts(name: str) -> tuple[list[str], list[str], list[str]]:
    """Return the words of a name, those without its legal form, and those without its trade as well."""
    words = [word for word in re.split(r"[\s,]+", name) if word]
    core = _without(words, _LEGAL_FORMS + _TRADES)
    while len(core) > 1 and without_accents(core[0]) in _FIRST_TRADES.split():
        core = core[1:]
    return words, _without(words, _LEGAL_FORMS), core


def _without(words: list[str], endings: str) -> list[str]:
    last, ends = len(words), endings.split()
    while last > 1 and without_accents(words[last - 1].strip(".")) in ends:
        last -= 1
    return words[:last]


def _stands_alone(word: str) -> bool:
    return len(word) >= _MIN_LETTERS and word.casefold() not in ordinary_words() and not is_time_name(word)


def employer_domains(name: str) -> Iterator[str]:
    """The short names of an employer in Latin letters that are long enough for an address on the web.

    >>> list(employer_domains("Three Bridges Print Shop Ltd"))
    ['Three Bridges Print Shop', 'Three Bridges']
    """
    for short in filter(None, (*employer_names(name), employer_word(name))):
        words = re.findall(r"[^\W_]+", short)
        if len("".join(words)) >= _MIN_IN_DOMAIN and short.isascii():
            yield short
