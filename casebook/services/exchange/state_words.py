"""What the words of a status mean: whether an event takes place, a task is done, a fact is disputed.

Only words that certainly mean one state are in these tables. Every other one is kept and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from casebook.domain.case.fact import FactStatus
from casebook.services.exchange.cell_words import is_among, word_of

EventState = Literal["planned", "happened", "cancelled", ""]
_FACT_STATUSES: Mapping[FactStatus, str] = {
    "asserted": "asserted|alleged|claimed|behauptet|allégué|alegado|主张|主張",
    "undisputed": "undisputed|agreed|admitted|common ground|unstreitig|constant|admis|无争议|無爭議|不争",
    "disputed": "disputed|denied|contested|bestritten|contesté|negado|有争议|有爭議|争议|爭議|否认|否認",
    "inconsistent": "inconsistent|contradictory|widersprüchlich|contradictoire|不一致|矛盾",
}
_CANCELLED = (
    "cancelled|canceled|storniert|abgesagt|aufgehoben|annulé|annulée|cancelado|cancelada|annullato|annullata"
    "|odwołane|odwołana|anulowane|iptal|iptal edildi|отменено|отменён|отменен|отменена|скасовано|ακυρώθηκε"
    "|取消|已取消|vacated|called off|hearing cancelled|entfällt|entfallen|abgesetzt|termin aufgehoben"
    "|снято с рассмотрения|снято|撤销|撤銷|fällt aus|fiel aus|ausgefallen"
)
_DONE = (
    "completed|complete|done|finished|erledigt|abgeschlossen|terminé|terminée|fait|hecho|terminado|fatto"
    "|completada|completado|completata|completato|zrobione|ukończone|zakończone|tamamlandı|bitti"
    "|выполнено|выполнена|завершено|завершена|сделано|готово|виконано|ολοκληρώθηκε|完成|已完成|已办|已辦"
)
_NOT_BEGUN = (
    "not started|in process|nicht begonnen|in bearbeitung|non commencée|en cours|no comenzada|en curso"
    "|non iniziata|in corso|nie rozpoczęte|w toku|başlamadı|devam ediyor|не начата|не выполнено|не сделано"
    "|выполняется|в работе|σε εξέλιξη|未开始|尚未開始|进行中|進行中|待办|待辦"
    "|ouvert|ouverte|abierto|abierta|aperto|aperta|otwarte"
    "|açık|открыто|ανοιχτό"
)
"""What a status calls a task that is not done, as in Outlook's tables of tasks."""
_WAITING = (
    "deferred|waiting|waiting on someone else|wartet auf jemand anderen|zurückgestellt|en attente|différée"
    "|aplazada|in attesa|rinviata|ожидание|отложена|已推迟|延後"
)
"""The same of one that nobody works on, which says why it is not done."""
_TICKS = "x|✓|✔|☑|✅|yes|y|true|ja|oui|sí|si|sì|tak|evet|да|так|ναι|是|有"
_NO_TICKS = (
    "no|n|false|not done|open|pending|in progress|nein|offen|nicht erledigt|non|nie|hayır|нет|не|ні|όχι"
    "|否|未|未完成|☐|✗|✘|0"
)
_HELD = (
    "held|took place|heard|has taken place|fand statt|durchgeführt|stattgefunden|hat stattgefunden|tenue"
    "|a eu lieu"
    "|celebrado|celebrada|realizada|tenuta|svolta|odbyła się|odbyło się|odbyte|yapıldı|gerçekleşti"
    "|состоялось|состоялась|состоялся|проведено|проведена|відбулося|διεξήχθη|已开庭|已開庭|已举行|已舉行|已进行|已進行"
)
_PLANNED = (
    "planned|scheduled|confirmed|listed|fixed|upcoming|not cancelled|not canceled|geplant"
    "|bestätigt|terminiert"
    "|angesetzt|anberaumt|findet statt|nicht abgesagt|nicht aufgehoben|prévu|prévue|confirmé|confirmée|fixée"
    "|maintenue|previsto|prevista|confirmado|confirmada|confermato|confermata|fissata|programado|programada"
    "|zaplanowane|zaplanowana|potwierdzone|wyznaczona|planlandı|onaylandı|запланировано|запланирована"
    "|назначено|назначена|подтверждено|подтверждена|призначено|заплановано|προγραμματισμένη|επιβεβαιωμένη"
    "|已安排|已确认|已確認|待开庭|待開庭|已排期|señalada|señalado|επιβεβαιώθηκε"
)
_UNSURE = (
    "tentative|provisional|provisionally listed|to be confirmed|tbc|unconfirmed|mit vorbehalt|vorläufig"
    "|unter vorbehalt|provisoire|sous réserve|à confirmer|provisional|por confirmar|provvisoria|da confermare"
    "|предварительно|не подтверждено|geçici|onay bekliyor|προσωρινή|暂定|暫定|待确认|待確認"
)
"""What an event is called of which nobody is certain, as in calendars (RFC 5545, 3.8.1.11)."""
_NOT_YET = (
    "未开庭|未開庭|尚未开庭|尚未開庭|not yet held|noch nicht durchgeführt|pas encore tenue|ещё не состоялось"
)
"""What an event is called before its day, and after it where it did not take place."""
_ACCENTS = str.maketrans("άέήίόύώϊϋΐΰё", "αεηιουωιυιυе")
"""Accents that capitals of Greek lack, and dots that Russian leaves out."""


def _heard(*patterns: str) -> re.Pattern[str]:
    """What finds any of these in a line as `_line_of` has it."""
    return re.compile("|".join(patterns).translate(_ACCENTS))


_NEGATION = _heard(
    r"\b(?:not|never|no|cannot|\w+n['’]t|nicht|keine?|non|pas|jamais|nie|не|ні|δεν?|μη)\b",
    r"[未没沒]|m[ae](?:di|mis)\b",
)
"""How the languages of courts say that something did not take place."""
_NOT_HELD = _heard(
    rf"(?:{_NEGATION.pattern}).*?"
    r"(?:\b(?:held|heard|sit|sat|takes? place|taken place|proceed\w*|go(?:es|ing)? ahead|maintained|statt"
    r"|stattgefunden"
    r"|stattfinden|durchgeführt|verhandelt|lieu|tenue|maintenue?|celebr\w+|realiz\w+|tendrá lugar"
    r"|tuvo lugar|tenut[ao]"
    r"|svolt[ao]|odbył[ao]|odbędzie|состоя\w+|провед\w+|провод\w+|будет|відбу\w+|διεξ\w+|γίνει|έγινε"
    r"|πραγματοποι\w+|εκδικ\w+|συζητ\w+)\b|开庭|開庭|举行|舉行|进行|進行)",
    r"\b(?:yapilma|gerçekleşme|görülme)(?:di|yecek|yacak|miş|miştir)\b|\bno (?:hearing|sitting)\b"
    r"|\bkein termin\b",
)
"""The same of words for the holding of an event."""
_CANCELLED_WITHIN = _heard(
    *(one if one[0] > "\u2fff" else rf"\b{one}\b" for one in word_of(_CANCELLED).split("|"))
)
"""Words of a cancellation within others; those in Chinese characters have no blanks around them."""
_OFF = _heard(
    r"\b(?:adjourn|postpone|resched|reschedul|vacat|withdr[ae]w|cancel|defer|aborted|re-?list|re-?fix"
    r"|de-?list)\w*",
    r"\b(?:moved|adj|canx|cnx|cxld|put (?:off|back)|stood (?:over|down)|held over|taken off|removed from"
    r"|struck out)\b",
    r"\b(?:discharged from|did not sit|dispensed with|lapsed|stayed|sine die|called off"
    r"|decided on (?:the )?papers)\b",
    r"\b(?:new (?:hearing )?(?:date|day|time)|change of (?:date|time)|(?:date|time) (?:has |was )?changed)\b",
    r"\b(?:brought forward|continued to|over to)\b|(?<![\w-])off(?=\s*(?:$|[^\w\s-]|the list\b))",
    r"\b\w*(?:aufhebung|absetzung|verlegung|vertagung|verschiebung|unterbrechung)\w*\b",
    r"\b(?:vertag|verleg|vorverleg|zurückverleg|verscho?b|verschieb|entf[aä]ll|ausgesetzt|ausgefallen"
    r"|geplatzt)\w*",
    r"\b(?:umgeladen|abgeladen|abgesetzt|gestrichen|ruh(?:t|end)|unterbrochen|neuer? (?:termin|datum"
    r"|uhrzeit))\b",
    r"\b(?:supprim|ajourn|décal|annul|différé|déprogramm|reprogramm|repouss|reporté|renvoyé|avancé"
    r"|caduqu?)\w*",
    r"\b(?:déplacée?|interrompue?|suspendue?|levée sans|nouvelle (?:date|audience)|remis(?:e|es)? à"
    r"|report (?:d|à|au))\b",
    r"\brenvoi\b|^(?:remise|report)$|\b(?:radié|retiré)\w* du rôle\b|\bpas maintenue?\b",
    r"\b(?:aplaz|suspend|anulad|cancelad|desconvocad|trasladad|pospon|pospues|diferid|reprogram|posterg"
    r"|adelantad)\w*",
    r"\bsin efecto\b|\b(?:nuev[oa] (?:señalamiento|fecha|vista)|cambio de fecha|nuevamente)\b",
    r"\b(?:rinvi|sospes|differit|spostat|odroczen|odroczon|odwołan|przełożon|przesunięt|adiad|desmarcad"
    r"|remarcad)\w*",
    r"\b(?:nuova (?:data|udienza)|nowy termin)\b",
    r"\bне состо\w+|\b(?:перерыв|приостан|перенос|перенес|отлож|отлаг|откладыва|отмен|сорван|сдвин"
    r"|прекращ)\w*",
    r"\b(?:снят\w* с|нов(?:ая|ую|ой) дат\w+|дат\w+ измен\w+|измен\w+ дат\w+|другой день)\b|\b(?:відклад"
    r"|скасов)\w*",
    r"\b(?:αναβ|μαται|μετατ|μεταθ|μεταφ|ακυρ|διακοπ|επανορισ|αποσυρ|καταργ|αναστολ)\w*|\bδεν θα γίνει\b",
    r"\bνέα (?:ημερομηνία|δικάσιμος)",
    r"\b(?:ertele|iptal|talik|tehir|kaldiril|birakil)\w*|\bgün\w* değiş\w+|\btarih\w* değiş\w+"
    r"|\bbaşka (?:bir )?gün\w*",
    r"\byeni (?:tarih|gün|duruşma)\w*",
    r"不开庭|不開庭|另行通知|另[定擇择]|[变變]更期日|(?:时间|時間|日期|期日|庭期)[变變]更|[变變]更(?:时间|時間|日期|庭期)",
    r"休庭|中止|延期|延[后後]|延展|延至|展期|[順顺]延|押[后後]|推[迟遲]|改期|改至|改定|改[于於]|移至|提前[至到]|停[开開]",
    r"(?:不能|无法|無法)[开開]庭|[择擇]期|新庭期|新日期",
)
"""Words that may mean of an event that it is off or on another day: rather too many, since they only ask."""
_LONGEST = 60
"""So much of a line is quoted in a question."""


def event_state_of(cell: str) -> EventState:
    """What a status says of an event; "" for an empty one and for one that certainly says none of these.

    >>> [event_state_of(text) for text in ("Canceled", "取消", "confirmed", "durchgeführt", "vertagt", "")]
    ['cancelled', 'cancelled', 'planned', 'happened', '', '']
    """
    word = word_of(cell)
    tables: tuple[tuple[EventState, str], ...] = (
        ("cancelled", _CANCELLED),
        ("happened", _HELD),
        ("planned", f"{_PLANNED}|{_NOT_YET}"),
    )
    return next((state for state, words in tables if is_among(word, words)), "")


def is_unsure(cell: str) -> bool:
    """Whether a status says of an event that it is not certain.

    >>> is_unsure("Tentative"), is_unsure("confirmed")
    (True, False)
    """
    return is_among(word_of(cell), _UNSURE)


def denies_holding(cell: str) -> bool:
    """Whether a status may say of an event that it did not take place, so that it never counts as held.

    >>> [denies_holding(text) for text in ("not held", "hat nicht stattgefunden", "未开庭", "yapılmadı")]
    [True, True, True, True]
    >>> [denies_holding(text) for text in ("held", "not cancelled", "vertagt", "")]
    [False, False, False, False]
    """
    word = word_of(cell)
    return is_among(word, _NOT_YET) or (
        event_state_of(cell) == "" and _NEGATION.search(_line_of(cell)) is not None
    )


def off_words_in(text: str, *, is_held: bool = False) -> str:
    """The line of free words by which an event is cancelled, not held or, if it was not held, moved; or "".

    >>> off_words_in("Room 4. Cancelled by the court"), off_words_in("did not take place")
    ('Room 4. Cancelled by the court', 'did not take place')
    >>> off_words_in("adjourned to May"), off_words_in("adjourned to May", is_held=True)
    ('adjourned to May', '')
    >>> off_words_in("no interpreter"), off_words_in("not cancelled"), off_words_in("bail not granted")
    ('', '', '')
    """
    for line in text.splitlines():
        word = _line_of(line)
        is_off = _CANCELLED_WITHIN.search(word) or _NOT_HELD.search(word)
        is_planned = event_state_of(line) == "planned" and not is_among(word_of(line), _NOT_YET)
        if not is_planned and (is_off or (not is_held and _OFF.search(word))):
            return line.strip() if len(line.strip()) <= _LONGEST else f"{line.strip()[:_LONGEST]}…"
    return ""


def _line_of(text: str) -> str:
    return word_of(text).translate(_ACCENTS)


def fact_status_of(cell: str) -> FactStatus | None:
    """Return whether a cell states that a fact is disputed, or None.

    >>> fact_status_of("Agreed"), fact_status_of("有争议"), fact_status_of("maybe")
    ('undisputed', 'disputed', None)
    """
    word = word_of(cell)
    return next((status for status, words in _FACT_STATUSES.items() if is_among(word, words)), None)


def is_cancelled(cell: str) -> bool:
    """Return whether a cell states that an event does not take place.

    >>> is_cancelled("Canceled"), is_cancelled("取消"), is_cancelled("confirmed")
    (True, True, False)
    """
    return is_among(word_of(cell), _CANCELLED)


def is_done(cell: str) -> bool:
    """Return whether a cell states that a task is done.

    >>> is_done("Erledigt."), is_done("已完成"), is_done("in progress"), is_done("")
    (True, True, False, False)
    """
    return is_among(word_of(cell), _DONE)


def task_state_of(cell: str) -> Literal["done", "open", "waiting", "cancelled", ""]:
    """Return what the status of a task says of it, or "" where it says neither or is not known.

    >>> [task_state_of(text) for text in ("erledigt", "Offen", "Deferred", "storniert", "x", "")]
    ['done', 'open', 'waiting', 'cancelled', '', '']
    """
    word = word_of(cell)
    if is_done(cell):
        return "done"
    if is_cancelled(cell):
        return "cancelled"
    if is_among(word, _WAITING):
        return "waiting"
    return "open" if is_among(word, f"{_NO_TICKS}|{_NOT_BEGUN}") else ""


def is_ticked(cell: str) -> bool | None:
    """Return whether a mark in a column of what is done says that it is; None for what is no mark.

    >>> is_ticked("x"), is_ticked("erledigt"), is_ticked("nein"), is_ticked("12.11.2026"), is_ticked("")
    (True, True, False, None, None)
    """
    word = word_of(cell)
    if is_among(word, _TICKS) or is_done(cell):
        return True
    return False if is_among(word, _NO_TICKS) else None
