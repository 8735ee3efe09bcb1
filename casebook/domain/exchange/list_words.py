"""What words in a list mean, in the languages in which offices and authorities keep theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casebook.domain.base.country_code import country_in_any_language
from casebook.domain.case.case import Standing
from casebook.domain.person.person import Sex

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
_SUM = re.compile(
    r"(?:(?:grand |sub)?total(?: général)?|sum|summe|gesamt(?:summe|zahl)?|somme|suma|totale|razem|toplam"
    r"|итого|всего|разом|σύνολο|合计|合計|总计|總計|共计|共計|小计|小計|总数|總數|المجموع)?[\s:：]*(?:[\d\s.,]*)"
    r"\s*(?:人|名|位|persons?|people)?",
    re.IGNORECASE,
)
_CITIZEN = re.compile(r"(?<=[国國])(?:国籍|國籍)$|(?:籍|公民)$")


def sex_of(text: str) -> Sex:
    """The sex that a word states, or "".

    >>> sex_of("F"), sex_of("男"), sex_of("männlich"), sex_of("?")
    ('female', 'male', 'male', '')
    """
    word = _word(text)
    return next((sex for sex, words in _SEXES.items() if word in words.split("|")), "")


def standing_of(text: str) -> Standing | None:
    """The role in a case that a word states, or None.

    >>> standing_of("Client"), standing_of("证人"), standing_of("Zeugin"), standing_of("lawyer")
    ('client', 'witness', 'witness', None)
    """
    word = _word(text)
    return next((standing for standing, words in _STANDINGS.items() if word in words.split("|")), None)


def nationality_of(text: str) -> str:
    """The ISO 3166 code of a country by its code of two or three letters or its name, or the text.

    >>> nationality_of("CHN"), nationality_of("中国籍"), nationality_of("Türkei"), nationality_of("stateless")
    ('CN', 'CN', 'TR', 'stateless')
    """
    stated = text.strip()
    return country_in_any_language(stated) or country_in_any_language(_CITIZEN.sub("", stated)) or stated


def is_sum(name: str) -> bool:
    """Whether what stands in place of a name is a number or a sum.

    >>> [is_sum(text) for text in ("Total 60", "合计：12人", "60", "Totally Him", "名")]
    [True, True, True, False, False]
    """
    stated = name.strip()
    has_more = any(char.isdecimal() for char in stated) or len(stated) > 1
    return has_more and _SUM.fullmatch(stated) is not None


def _word(text: str) -> str:
    return " ".join(text.split()).casefold().strip(". ")
