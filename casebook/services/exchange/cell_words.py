"""What words in the cells of a list mean, in the languages in which offices and authorities keep theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from casebook.domain.base.country_code import is_unknown_country
from casebook.domain.case.case import Standing
from casebook.domain.case.event import EventKind
from casebook.domain.case.fact import FactStatus
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
_FACT_STATUSES: Mapping[FactStatus, str] = {
    "asserted": "asserted|alleged|claimed|behauptet|allégué|alegado|主张|主張",
    "undisputed": "undisputed|agreed|admitted|common ground|unstreitig|constant|admis|无争议|無爭議|不争",
    "disputed": "disputed|denied|contested|bestritten|contesté|negado|有争议|有爭議|争议|爭議|否认|否認",
    "inconsistent": "inconsistent|contradictory|widersprüchlich|contradictoire|不一致|矛盾",
}
_CANCELLED = (
    "cancelled|canceled|storniert|abgesagt|aufgehoben|annulé|annulée|cancelado|cancelada|annullato|annullata"
    "|odwołane|odwołana|anulowane|iptal|iptal edildi|отменено|отменён|отменен|отменена|скасовано|ακυρώθηκε"
    "|取消|已取消"
)
_DONE = (
    "completed|complete|done|finished|erledigt|abgeschlossen|terminé|terminée|fait|hecho|terminado|fatto"
    "|completada|completado|completata|completato|zrobione|ukończone|zakończone|tamamlandı|bitti"
    "|выполнено|выполнена|завершено|завершена|сделано|готово|виконано|ολοκληρώθηκε|完成|已完成|已办|已辦"
)
_NOT_BEGUN = (
    "not started|in process|deferred|waiting|waiting on someone else|nicht begonnen|in bearbeitung"
    "|wartet auf jemand anderen|zurückgestellt|non commencée|en cours|en attente|différée|no comenzada"
    "|en curso|aplazada|non iniziata|in corso|in attesa|rinviata|nie rozpoczęte|w toku|başlamadı|devam ediyor"
    "|не начата|не выполнено|не сделано|выполняется|в работе|ожидание|отложена|σε εξέλιξη|未开始"
    "|尚未開始|进行中|進行中|待办|待辦|已推迟|延後|ouvert|ouverte|abierto|abierta|aperto|aperta|otwarte|açık|открыто|ανοιχτό"
)
"""What a status calls a task that is not done, as in Outlook's tables of tasks."""
_TICKS = "x|✓|✔|☑|✅|yes|y|true|ja|oui|sí|si|sì|tak|evet|да|так|ναι|是|有"
_NO_TICKS = (
    "no|n|false|not done|open|pending|in progress|nein|offen|nicht erledigt|non|nie|hayır|нет|не|ні|όχι"
    "|否|未|未完成|☐|✗|✘|0"
)
_SUM = re.compile(
    r"(?:(?:grand |sub)?total(?: général)?|sum|summe|gesamt(?:summe|zahl)?|somme|suma|totale|razem|toplam"
    r"|(?:total )?(?:number|no\.?|count) of (?:people|persons|clients)|count"
    r"|anzahl(?: (?:der )?personen)?|nombre(?: de personnes)?"
    r"|número(?: de personas)?|numero(?: di persone)?|liczba(?: osób)?|количество(?: человек)?|число(?: лиц)?"
    r"|人数|人數|总人数|總人數|итого|всего|разом|σύνολο|合计|合計|总计|總計|共计|共計|小计|小計|总数|總數|المجموع)?[\s:：]*(?:[\d\s.,]*)"
    r"\s*(?:人|名|位|persons?|people)?",
    re.IGNORECASE,
)


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
    word = _word(text)
    return next((sex for sex, words in _SEXES.items() if word in words.split("|")), "")


def standing_of(text: str) -> Standing | None:
    """The role in a case that a word states, or None.

    >>> standing_of("Client"), standing_of("证人"), standing_of("Zeugin"), standing_of("lawyer")
    ('client', 'witness', 'witness', None)
    """
    word = _word(text)
    return next((standing for standing, words in _STANDINGS.items() if word in words.split("|")), None)


def kind_of(cell: str) -> EventKind | None:
    """The type of event that a cell states, by its name in the program or in a word of any language, or None.

    >>> kind_of("Verhandlung"), kind_of("decision-served"), kind_of("seminar")
    ('hearing', 'decision-served', None)
    """
    word = _word(cell)
    kinds: tuple[EventKind, ...] = get_args(EventKind)
    named = next((kind for kind in kinds if kind == word), None)
    return named or next((kind for kind, words in _KIND_CELLS.items() if word in words.split("|")), None)


def fact_status_of(cell: str) -> FactStatus | None:
    """Return whether a cell states that a fact is disputed, or None.

    >>> fact_status_of("Agreed"), fact_status_of("有争议"), fact_status_of("maybe")
    ('undisputed', 'disputed', None)
    """
    word = _word(cell)
    return next((status for status, words in _FACT_STATUSES.items() if word in words.split("|")), None)


def is_cancelled(cell: str) -> bool:
    """Return whether a cell states that an event does not take place.

    >>> is_cancelled("Canceled"), is_cancelled("取消"), is_cancelled("confirmed")
    (True, True, False)
    """
    return _word(cell) in _CANCELLED.split("|")


def is_done(cell: str) -> bool:
    """Return whether a cell states that a task is done.

    >>> is_done("Erledigt."), is_done("已完成"), is_done("in progress"), is_done("")
    (True, True, False, False)
    """
    return _word(cell) in _DONE.split("|")


def task_state_of(cell: str) -> Literal["done", "open", "cancelled", ""]:
    """Return what the status of a task says of it, or "" where it says neither or is not known.

    >>> [task_state_of(text) for text in ("erledigt", "Offen", "storniert", "x", "")]
    ['done', 'open', 'cancelled', '', '']
    """
    if is_done(cell):
        return "done"
    if is_cancelled(cell):
        return "cancelled"
    return "open" if _word(cell) in f"{_NO_TICKS}|{_NOT_BEGUN}".split("|") else ""


def is_ticked(cell: str) -> bool | None:
    """Return whether a mark in a column of what is done says that it is; None for what is no mark.

    >>> is_ticked("x"), is_ticked("erledigt"), is_ticked("nein"), is_ticked("12.11.2026"), is_ticked("")
    (True, True, False, None, None)
    """
    word = _word(cell)
    if word in _TICKS.split("|") or is_done(cell):
        return True
    return False if word in _NO_TICKS.split("|") else None


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


def _word(text: str) -> str:
    return " ".join(without_case(text).split()).strip(". ")
