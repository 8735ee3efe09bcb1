"""What words in the cells of a list mean, in the languages in which offices and authorities keep theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from casebook.domain.base.country_code import is_unknown_country
from casebook.domain.case.case import Standing
from casebook.domain.case.event import EventKind
from casebook.domain.person.person import Sex
from casebook.language.fold import without_case
from casebook.language.nationality import country_of_nationals

_SEXES: Mapping[Sex, str] = {
    "female": "female|f|woman|girl|weiblich|w|frau|féminin|femme|femenino|mujer|femminile|kobieta|kadın"
    "|женский|жен|ж|жіноча|θήλυ|γυναίκα|女|女性|女士|أنثى|زن",
    "male": "male|m|man|boy|männlich|mann|herr|masculin|homme|h|masculino|hombre|maschile|mężczyzna|erkek"
    "|мужской|муж|чоловіча|άρρεν|άνδρας|男|男性|先生|ذكر|مرد",
    "other": "other|x|diverse|divers|unspecified|non-binary|nonbinary|autre|otro|其他",
}
_STANDINGS: Mapping[Standing, str] = {
    "client": "client|applicant|main applicant|principal applicant|asylum seeker|mandant|mandantin"
    "|antragsteller|antragstellerin|cliente|demandeur|demandeuse|requérant|requérante|заявитель|клиент"
    "|доверитель|客户|客戶|当事人|當事人|委托人|委託人|申请人|申請人",
    "co-applicant": "co-applicant|coapplicant|joint applicant|spouse applicant|共同申请人|共同申請人",
    "dependant": "dependant|dependent|child|minor|kind|enfant|hijo|hija|ребёнок|ребенок|иждивенец"
    "|受扶养人|受扶養人|子女|孩子",
    "relative": "relative|family|family member|spouse|husband|wife|parent|mother|father|sibling|brother"
    "|sister"
    "|angehöriger|angehörige|familie|famille|parent(e)|familiar|родственник|родственница|家属|家屬|亲属|親屬",
    "witness": "witness|zeuge|zeugin|témoin|testigo|testimone|świadek|свидетель|свидетельница|证人|證人",
}
_KIND_CELLS: Mapping[EventKind, str] = {
    "hearing": "hearing|trial|verhandlung|gerichtstermin|audience|audiencia|vista|udienza|duruşma|rozprawa"
    "|заседание|слушание|засідання|δικάσιμος|συζήτηση|开庭|開庭|庭审|聆讯|聆訊|听证|聽證",
    "filing": "filing|submission|einreichung|dépôt|presentación|подача|提交|立案",
    "decision-made": "decision|judgment|judgement|urteil|entscheidung|décision|jugement|решение|判决|判決"
    "|裁定",
    "arrest": "arrest|verhaftung|arrestation|detención|арест|задержание|逮捕|拘留",
    "other": "other|sonstiges|autre|otro|inny|diğer|другое|άλλο|其他",
}
_SUM = re.compile(
    r"(?:(?:grand |sub)?total(?: général)?|sum|summe|gesamt(?:summe|zahl)?|somme|suma|totale|razem|toplam"
    r"|(?:total )?(?:number|no\.?|count) of (?:people|persons|clients)|count"
    r"|anzahl(?: (?:der )?personen)?|nombre(?: de personnes)?"
    r"|número(?: de personas)?|numero(?: di persone)?|liczba(?: osób)?|количество(?: человек)?|число(?: лиц)?"
    r"|人数|人數|总人数|總人數|итого|всего|разом|σύνολο|合计|合計|总计|總計|共计|共計|小计|小計|总数|總數|المجموع)?[\s:：]*(?:[\d\s.,]*)"
    r"\s*(?:人|名|位|persons?|people)?",
    re.IGNORECASE,
)

_DOTLESS = str.maketrans("ı", "i")
"""Turkish has two letters i, whose capitals no folding of case tells from those of other languages."""


def parts_of(cell: str, between: re.Pattern[str]) -> tuple[str, ...]:
    """The parts of a cell, each once.

    >>> parts_of("en; zh, en", re.compile("[;,]"))
    ('en', 'zh')
    """
    return tuple(dict.fromkeys(part.strip() for part in between.split(cell) if part.strip()))


def sex_of(text: str) -> Sex:
    """The sex that a word states, or "".

    >>> sex_of("F"), sex_of("男"), sex_of("männlich"), sex_of("?")
    ('female', 'male', 'male', '')
    """
    word = word_of(text)
    return next((sex for sex, words in _SEXES.items() if is_among(word, words)), "")


def standing_of(text: str) -> Standing | None:
    """The role in a case that a word states, or None.

    >>> standing_of("Client"), standing_of("证人"), standing_of("Zeugin"), standing_of("lawyer")
    ('client', 'witness', 'witness', None)
    """
    word = word_of(text)
    return next((standing for standing, words in _STANDINGS.items() if is_among(word, words)), None)


def kind_of(cell: str) -> EventKind | None:
    """The type of event that a cell states, by its name in the program or in a word of any language, or None.

    >>> kind_of("Verhandlung"), kind_of("decision-served"), kind_of("seminar")
    ('hearing', 'decision-served', None)
    """
    word = word_of(cell)
    kinds: tuple[EventKind, ...] = get_args(EventKind)
    named = next((kind for kind in kinds if kind == word), None)
    return named or next((kind for kind, words in _KIND_CELLS.items() if is_among(word, words)), None)


def nationality_of(text: str) -> str:
    """The ISO 3166 code of a country by its code, its name or what its nationals are called, or the text.

    >>> nationality_of("CHN"), nationality_of("中国籍"), nationality_of("Türkei"), nationality_of("stateless")
    ('CN', 'CN', 'TR', 'stateless')
    """
    return country_of_nationals(text) or text.strip()


def is_unknown_nationality(text: str) -> bool:
    """Return whether a text stated for a nationality names no country, and is no word for having none.

    >>> [is_unknown_nationality(text) for text in ("Chinese", "stateless", "Ruritanian")]
    [False, False, True]
    """
    return is_unknown_country(nationality_of(text))


def is_sum(name: str) -> bool:
    """Whether what stands in place of a name is a number or a sum.

    >>> [is_sum(text) for text in ("Number of people: 3", "Anzahl", "合计：12人", "60", "Totally Him", "名")]
    [True, True, True, True, False, False]
    """
    stated = name.strip()
    has_more = any(char.isdecimal() for char in stated) or len(stated) > 1
    return has_more and _SUM.fullmatch(stated) is not None


def is_among(word: str, words: str) -> bool:
    """Whether a cell, as `word_of` has it, is one of the words of a table, which bars part."""
    return word in words.translate(_DOTLESS).split("|")


def word_of(cell: str) -> str:
    """A cell as the tables of words have it: in one case and width, without spaces or a point around it.

    >>> word_of("  İPTAL  edildi."), word_of("YAPILDI") == word_of("yapıldı")
    ('iptal edildi', True)
    """
    text = without_case(cell).replace("i\u0307", "i").translate(_DOTLESS)
    return " ".join(text.split()).strip(". ")
