"""Accounts with messengers and networks in a recorded way to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

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
_IS_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = "|".join(re.escape(one) for one in SERVICES if not _IS_HAN.search(one))
_HAN = "|".join(one for one in SERVICES if _IS_HAN.search(one))
_CALLED = (
    "(?:(?:id|user(?: ?name)?|name|account|handle|nick(?:name)?|contact|konto|\u0438\u043c\u044f|is)"
    "(?![^\\W_])|\u5e10\u53f7|\u8d26\u53f7|\u5e33\u865f|\u53f7|\u865f|:|\uff1a|=|-|\\s)*"
)
_BEHIND = re.compile(
    rf"(?:(?<![^\W_])(?:{_LATIN})(?![^\W_])|{_HAN}){_CALLED}(?P<account>@?[\w.\-]+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,;:()<>\"\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u3400-\u9fff]+")
_NO_ACCOUNT = re.compile(r"\d{1,4}(?:[.:h]\d\d)?(?:st|nd|rd|th|am|pm|h|hrs?|uhr|x|days?)?", re.IGNORECASE)
"""An hour, an order or a count."""
_EDGES = ".!?'\u2019*-/@"
_FEWEST = 4


def accounts(text: str, words: AbstractSet[str]) -> Iterator[str]:
    """Yield the accounts in a recorded channel: words with a figure, dot or low line, and those of services.

    Args:
        text: as it was recorded.
        words: words of the language, in small letters, which are none.

    >>> [*accounts("Threema ZM77DE19; or Telegram moonharbour, never call", {"never", "call", "or"})]
    ['ZM77DE19', 'moonharbour']
    """
    behind = {place["account"].strip(_EDGES) for place in _BEHIND.finditer(text)}
    for place in _WORD.finditer(text):
        word = place[0].strip(_EDGES)
        is_link = "/" in word
        account = word.rpartition("/")[2].strip(_EDGES) if is_link else word
        if len(account) < _FEWEST or not any(map(str.isalpha, account)) or _NO_ACCOUNT.fullmatch(account):
            continue
        is_telling = any(sign.isdigit() or sign in "._" for sign in account) and "@" not in account
        is_named = (account in behind or is_link) and account.casefold() not in {*words, *SERVICES}
        if is_telling or is_named:
            yield account
