"""Accounts with messengers and networks in a recorded way to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import filterfalse

SERVICES = (
    *("whatsapp", "wechat", "weixin", "\u5fae\u4fe1", "qq", "telegram", "\u7535\u62a5", "\u96fb\u5831"),
    *("signal", "threema", "line", "viber", "skype", "kakaotalk", "kakao", "wire", "session", "element"),
    *("matrix", "discord", "facebook", "messenger", "instagram", "twitter", "x.com", "weibo", "\u5fae\u535a"),
    *(
        "douyin",
        "\u6296\u97f3",
        "tiktok",
        "xiaohongshu",
        "rednote",
        "\u5c0f\u7ea2\u4e66",
        "\u5c0f\u7d05\u66f8",
    ),
    *("zalo", "imo", "snapchat", "wickr", "briar", "jami", "simplex", "olvid", "icq", "vkontakte", "vk"),
    *("bip", "botim", "imessage", "facetime", "zangi", "max", "mastodon", "bluesky", "youtube", "bilibili"),
    *(
        "\u54d4\u54e9\u54d4\u54e9",
        "zhihu",
        "\u77e5\u4e4e",
        "momo",
        "\u964c\u964c",
        "dingtalk",
        "\u9489\u9489",
    ),
)
"""Services behind whose names the name of an account stands, folded, in Latin and Chinese letters."""
_LATIN_SERVICES = "|".join(re.escape(one) for one in SERVICES if one.isascii())
_HAN_SERVICES = "|".join(one for one in SERVICES if not one.isascii())
_MARK = (
    r"(?:id|user(?: ?name)?|account|handle|nick(?:name)?|konto|\u0438\u043c\u044f"
    r"|kullan\u0131c\u0131(?: ad\u0131)?)(?![^\W_])"
    r"|[\u5e10\u8d26\u5e33]\s?[\u53f7\u865f]|[\u53f7\u865f]|[\u6635\u66b1][\u79f0\u7a31]|\u540d|[:\uff1a=]"
)
"""What says that an account follows."""
_FILLER = r"(?:name|contact|channel|kanal|is)(?![^\W_])|\([^()]*\)"
_BETWEEN = rf"(?:{_MARK}|{_FILLER}|[-\s\"'\u201c\u201e\u201d\u00ab\u300c])*"
_HAN = "[\u3400-\u9fff]"
_SERVICE = rf"(?:(?<![^\W_])(?:{_LATIN_SERVICES})(?![^\W_])|{_HAN_SERVICES})"
_NAME = rf"@?(?:(?!{_HAN})[\w.\-])+(?![a-z\d_@])"
_BEHIND = re.compile(
    rf"{_SERVICE}(?P<between>{_BETWEEN})(?=(?P<account>{_NAME}|{_HAN}{{2,8}}(?!{_HAN})))", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<account>{_NAME})[\"'\u201c\u201d\u00bb\u300d]?\s*"
    rf"(?:[(\[\uff08]\s*|\s(?:on|via|at|bei|auf|sur|en|su|em)\s+){_SERVICE}",
    re.IGNORECASE,
)
_STATES_ACCOUNT = re.compile(_MARK, re.IGNORECASE)
_LINK = re.compile(r"\w\.\w[^\s/]*/(?:[^\s,;()/]+/)*([^\s,;()/]+)")
_MIXED = re.compile(r"[a-z][A-Z]|\w-\w")
_SKYPE = re.compile(r"(?<!\w)live:(?:\.cid\.)?(?P<account>[\w.\-]+)", re.IGNORECASE)
_HAN_WORDS = re.compile(
    "[\u4e0d\u52ff\u522b\u5225\u53ea\u4ec5\u50c5\u8bf7\u8acb\u665a]"
    "|\u8054\u7cfb|\u806f\u7e6b|\u7535\u8bdd|\u96fb\u8a71|\u5b89\u5168|\u505c\u7528|\u76d1\u63a7|\u76e3\u63a7"
)
"""What tells how somebody is to be reached: "do not", "only", "please", "evening", "call"."""
_WORD = re.compile(r"[^\s,;:()<>\"\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u3400-\u9fff]+")
_NO_ACCOUNT = re.compile(r"\d{1,4}(?:[.:h]\d\d)?(?:st|nd|rd|th|am|pm|h|hrs?|uhr|x|days?)?", re.IGNORECASE)
"""An hour, an order or a count."""
_EDGES = ".!?'\u2019*-/@"
_MIN_SIGNS = 4


def accounts(text: str, is_everyday: Callable[[str], bool], *, is_channel: bool = False) -> Iterator[str]:
    """Yield the accounts in a recorded channel: words with a figure, dot or low line, and those of services.

    SECURITY: an ordinary word taken for an account would vanish from every text of a copy.

    Args:
        text: as it was recorded.
        is_everyday: whether a word is one of the language.
        is_channel: whether the text is a channel and nothing else. In others a word without a sign of an
            account counts only behind a colon or a word such as "user".

    >>> [*accounts("Threema ZM77DE19; or Telegram: moonharbour, Signal only", {"only"}.__contains__)]
    ['ZM77DE19', 'moonharbour']
    """
    words = filterfalse(is_everyday, _of_services(text, is_channel=is_channel))
    yield from dict.fromkeys((*_telling(text), *words))


def _telling(text: str) -> Iterator[str]:
    """What is an account by its signs, and Chinese names of accounts."""
    for place in _WORD.finditer(text):
        link, _, last = place[0].strip(_EDGES).rpartition("/")
        for part in (last,) if "." in link else (*link.split("/"), last):
            word = part.strip(_EDGES)
            if _may_be_one(word) and "@" not in word and any(sign.isdigit() or sign in "._" for sign in word):
                yield word
    yield from (place[0] for place in _SKYPE.finditer(text))


def _of_services(text: str, *, is_channel: bool) -> Iterator[str]:
    """What may be an account by the service beside it, unless it is an everyday word."""
    yield from filter(_may_be_one, (place[1].strip(_EDGES) for place in _LINK.finditer(text)))
    yield from (place["account"] for place in _SKYPE.finditer(text))
    for place in _BEHIND.finditer(text):
        account = place["account"].strip(_EDGES)
        is_stated = bool(_STATES_ACCOUNT.search(place["between"])) or place["account"].startswith("@")
        if re.match(_HAN, account):
            is_apart = is_stated or (is_channel and bool(place["between"]))
            yield from (account,) if is_apart and not _HAN_WORDS.search(account) else ()
        elif is_stated or _MIXED.search(account) or (is_channel and account.isascii()):
            yield from filter(_may_be_one, (account,))
    before = (place["account"].strip(_EDGES) for place in _BEFORE.finditer(text) if is_channel)
    yield from (account for account in before if account.isascii() and _may_be_one(account))


def _may_be_one(word: str) -> bool:
    is_service = bool({word.casefold(), word.casefold().removesuffix(".com")} & {*SERVICES})
    is_time = all(map(_NO_ACCOUNT.fullmatch, word.split("-")))
    return len(word) >= _MIN_SIGNS and any(map(str.isalpha, word)) and not is_time and not is_service
