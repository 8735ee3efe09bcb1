"""Hearings by the words of their titles, and which events may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from casebook.domain.case.event import Event, EventKind, upcoming
from casebook.language.fold import without_accents

_COURT = (
    r"\bhearings?\b|\btrials?\b|\bcourts?\b|\btribunals?\b|\bjudges?\b|\barraign|\bbail\b|\bmention\b"
    r"|verhandlung|gericht|anhorung|\btermin\b|\baudienc|\bcour\b|\bplaid|\bcomparution|\bjuge"
    r"|\bjuicio|\bvista\b|\bjuzgado|\bcomparecencia|\budienz|\bprocesso|\bjulgamento|\bzitting|\brechtbank"
    r"|\bdurusma|\bmahkeme|\bcelse|\brozpraw|\bposiedzeni|\bsad(?:u|zie|owy|owa|owe)?\b|\bprzesluchani"
    r"|заседани|слушани|\bсуд|засіданн|\bсот\b|\bdomstol|tingsratt|\bhuvudforhandling"
    r"|δικασιμ|εκδικασ|δικαστ|ακροασ|συζητησ|συνεδριασ|جلسة|محكمة|دادگاه|دادرسی"
    r"|开庭|開庭|庭审|庭審|聆讯|聆訊|听证|聽證|审理|審理|审判|審判|宣判|法院|法庭|공판|재판|심문|公判|裁判|審問"
    r"|\bv\.?s?\.?\s|\bgegen\b|\./\.|\bc/\s|\bκατα\b"
)
_ELSEWHERE = (
    r"\blunch|\bdinner|\bbreakfast|\bbirthday|\bholiday|\bvacation|\bleave\b|\bdentist|\bdoctor\b|\bflight"
    r"|\btrain(?:ing)?\b|\bwebinar|\bmeeting|\bcall\b|\bphone|\bzoom\b|\breminder|\bdeadline"
    r"|\burlaub|\bgeburtstag|\bmittag|\bbesprechung|\btelefon|\bfrist\b|\barzt|\bferien|\bfeiertag"
    r"|\bdejeuner|\banniversaire|\bconge|\breunion|\bferie|\balmuerzo|\bcumpleanos|\bvacaciones|\bllamada"
    r"|\bdogum gun|\btoplanti|\btatil|\burodzin|\bspotkani|\burlop|\bdzien wolny"
    r"|день рождени|встреч|совещани|звонок|отпуск|праздник|γενεθλι|αργια|συναντησ|διακοπ"
    r"|生日|会议|會議|开会|開會|午餐|晚餐|电话|電話|假期|休假|航班|培训|培訓"
)
_COURT_WORDS, _OTHER_WORDS = (re.compile(without_accents(words)) for words in (_COURT, _ELSEWHERE))


def kind_by_title(title: str) -> EventKind | None:
    """A hearing or another event, if the title says which; None where it says neither.

    A word of the court decides, whatever else the title says: a hearing that is missed costs more than an
    entry too many on the list of hearings.

    >>> [kind_by_title(text) for text in ("Lin v Republic", "Εκδίκαση αίτησης", "开庭", "Ｔｒｉａｌ", "공판")]
    ['hearing', 'hearing', 'hearing', 'hearing', 'hearing']
    >>> kind_by_title("Case meeting before the judge"), kind_by_title("Team lunch"), kind_by_title("Lin")
    ('hearing', 'other', None)
    """
    plain = without_accents(title)
    if _COURT_WORDS.search(plain):
        return "hearing"
    return "other" if _OTHER_WORDS.search(plain) else None


def may_be_hearing(event: Event) -> bool:
    """Whether an event of no certain type can be a hearing, by its title or because a calendar stated it."""
    if event.kind != "other":
        return False
    kind = kind_by_title(event.title)
    return kind == "hearing" or (kind is None and event.calendar is not None)


def upcoming_hearings(events: Iterable[Event], today: date) -> tuple[Event, ...]:
    """Return the planned hearings whose day has not passed and the events that may be one, in order."""
    return upcoming((one for one in events if one.kind == "hearing" or may_be_hearing(one)), today)
