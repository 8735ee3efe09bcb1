"""Names of seasons, feasts, months, days and their parts: "Bäckerei Sommer" must not hide the summer."""

from __future__ import annotations

from functools import cache

from casebook.base.month_names import month_names, weekday_names
from casebook.domain.dossier.hiding.plain_letters import folded

_SEASONS = """
spring summer autumn winter printemps été automne hiver frühling frühjahr sommer herbst primavera verano
otoño invierno estate autunno inverno verão outono lente voorjaar zomer herfst ilkbahar bahar yaz sonbahar
güz kış vår höst wiosna lato jesień zima весна весной лето летом осень осенью зима зимой άνοιξη καλοκαίρι
φθινόπωρο χειμώνας χειμώνα etiyaz küz qish
春天 夏天 秋天 冬天 春季 夏季 秋季 冬季 周末 週末 假日 假期 节日 節日
早晨 清晨 早上 上午 中午 下午 晚上 今天 明天 weekend wochenende haftasonu 春节 春節 新年 中秋 端午 元旦
ramadan ramazan ramzan nowruz newroz nevruz noruz noroz bayram weihnachten ostern pfingsten christmas easter
noël pâques pasqua natale navidad πάσχα χριστούγεννα
"""
HAN_MONTHS = tuple(f"{count}月" for count in (*"一二三四五六七八九十", "十一", "十二"))
"""The months in Chinese numerals, from January on."""
_HAN_DAYS = tuple(f"{week}{day}" for week in ("周", "週", "礼拜", "禮拜") for day in "一二三四五六日天")


def is_time_name(word: str) -> bool:
    """Return whether a word names a season, feast, month or weekday in a language of dated texts.

    >>> [is_time_name(word) for word in ("Sommer", "Mai", "été", "夏天", "十月", "Freitag", "Altun")]
    [True, True, True, True, True, True, False]
    """
    return folded(word) in _time_names()


@cache
def _time_names() -> frozenset[str]:
    months = (name for month in range(1, 13) for name in month_names(month, "wide"))
    return frozenset(map(folded, (*_SEASONS.split(), *HAN_MONTHS, *_HAN_DAYS, *months, *weekday_names())))
