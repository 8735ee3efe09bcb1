"""Accounts with messengers and networks in a recorded way to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
    *("телеграм", "телеграмм", "вотсап", "ватсап", "вацап", "вайбер", "вконтакте", "фейсбук", "инстаграм"),
    *("скайп", "дискорд", "сигнал"),
)
"""Services behind whose names that of an account stands, folded, in Latin, Cyrillic or Chinese letters."""
_HAN = "[\u3400-\u9fff]"
_CYRILLIC = "[\u0400-\u04ff]"
_LATIN_SERVICES = "|".join(re.escape(one) for one in SERVICES if one.isascii())
_CYRILLIC_SERVICES = "|".join(one for one in SERVICES if re.match(_CYRILLIC, one) and one != "сигнал")
_HAN_SERVICES = "|".join(one for one in SERVICES if re.match(_HAN, one))
_SIGNAL = r"сигнал(?=\W{0,3}(?:@|id(?!\w)))"
"""Also the word for a signal."""
_WORD_END = rf"(?!(?!{_HAN})[^\W_])"
"""Chinese characters may stand beside a word in letters without a space."""
_SERVICE = (
    rf"(?:(?<!(?!{_HAN})[^\W_])(?:{_LATIN_SERVICES}|(?:{_CYRILLIC_SERVICES})(?:ом|[еуа])?|{_SIGNAL}){_WORD_END}"
    rf"|{_HAN_SERVICES})"
)
_QUOTES = '"\u201c\u201d\u201e\xab\xbb\u300c\u300d'
_MARK = (
    r"(?:id|user(?: ?name)?|name|account|handle|nick(?:name)?|alias|login|konto"
    r"|имя|ник(?:нейм)?|аккаунт|логин|kullanıcı(?: adı)?)"
    rf"{_WORD_END}"
    r"|[帐账帳]\s?[号號]|[号號](?![码碼])|[昵暱][称稱]|名(?![单單下义義])"
)
"""What says that an account follows."""
_FILLER = r"(?:contact|channel|kanal|is)(?![^\W_])|\([^()]*\)"
_BETWEEN = rf"(?:{_MARK}|{_FILLER}|[-\s'=:\uff1a{_QUOTES}])*"
_NAME = rf"@?(?:(?!{_HAN})[\w.\-])+(?![a-z\d_@])"
_BEHIND = re.compile(
    rf"{_SERVICE}(?P<between>{_BETWEEN})(?=(?P<account>{_NAME}|{_HAN}{{2,8}}(?!{_HAN})))", re.IGNORECASE
)
_QUOTED = re.compile(
    rf"{_SERVICE}{_BETWEEN}[{_QUOTES}](?P<account>[^{_QUOTES}\n]{{2,40}})[{_QUOTES}]", re.IGNORECASE
)
_REST = re.compile(
    rf"\W*{_SERVICE}(?P<between>{_BETWEEN})(?P<account>[^()]+?)(?:\s*\([^()]*\))?\W*", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?P<account>[^()]+?)\s*(?:[(\[\uff08]\s*|\s(?:on|via|at|bei|auf|sur|en|su|em|в|на)\s+){_SERVICE}\W*",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;\n\u3001\u3002\uff0c\uff1b]|\.(?:\s|$)|\s(?:or|oder|ou|o|или|veya)\s")
_STATES_ACCOUNT = re.compile(_MARK, re.IGNORECASE)
_STATES_BY_SIGN = re.compile(
    rf"(?:{_MARK})(?:\sis(?!\w))?[\s']*[:=\uff1a{_QUOTES}]|[\u3400-\u9fff]$", re.IGNORECASE
)
"""A mark with a sign behind it, or in Chinese the account itself."""
_HAN_OF_SENTENCE = re.compile("[被已是在由从從自停注没沒同的和与與及用等有也都会會可仍还還无無]")
"""With which the rest of a sentence begins, rather than a name."""
_LINK = re.compile(r"(?<![\w.])(?P<host>[\w\-.]+\.\w+)/(?:[^\s,;()/]+/)*(?P<account>[^\s,;()/?#]+)")
_HOSTS = frozenset({"t", "fb", "ok", "wa", "telegram", "linkedin"})
"""Sites with accounts, without the ends of their names, beside those of the services."""
_MIXED = re.compile("[a-z][A-Z]")
_SKYPE = re.compile(r"(?<!\w)live:(?:\.cid\.)?(?P<account>[\w.\-]+)", re.IGNORECASE)
_HAN_SIGNS = re.compile("[不勿别別只仅僅请請晚]")
"""Of words such as "do not", "only" and "evening", and of names."""
_HAN_WORDS = re.compile(
    "联系|聯繫|[联聯][络絡]|[电電][话話]|安全|停用|[监監]控|手[机機]|[每周週][天日末一二三四五六]|上午|下午|中午|早上"
    "|被[盗盜封冻凍黑监監]|[注註][销銷]|[冻凍][结結]|[没沒]收|[妹姐哥弟]{2}|家人|母[亲親]|父[亲親]|丈夫|妻子|女[儿兒]|[儿兒]子|朋友|律[师師]|翻[译譯]|相同|同上|[优優]先|[紧緊]急"
)
"""What tells how and through whom somebody is to be reached: "contact", "mobile", "every day", "sister"."""
_WORD = re.compile(r"[^\s,;:()<>\"\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u3400-\u9fff]+")
_NO_ACCOUNT = re.compile(r"\d{1,4}(?:[.:h]\d\d)?(?:st|nd|rd|th|am|pm|h|hrs?|uhr|x|days?)?", re.IGNORECASE)
"""An hour, an order or a count."""
_EDGES = ".!?'\u2019*-/@"
_MIN_SIGNS, _MAX_WORDS = 4, 3
IsOrdinary = Callable[[str], bool]
"""Whether words are of a kind that is no account."""


def accounts(
    text: str, is_contact_word: IsOrdinary, is_place_name: IsOrdinary, *, is_channel: bool = False
) -> Iterator[str]:
    """Yield the accounts in a recorded channel: words with a figure, dot or low line, and those of services.

    SECURITY: an ordinary word taken for an account would vanish from every text of a copy. A word without a
    sign of an account is one only where it is stated as one ("user:", "ID:", quotation marks), or where it is
    all that a channel says beside its service. Without the colon "account suspended" would hide "suspended".

    Args:
        text: as it was recorded.
        is_contact_word: whether words say when, how or through whom somebody is reached.
        is_place_name: whether words name a place, a country or a language, and no account for sure.
        is_channel: whether the text is a channel and nothing else.

    >>> [*accounts("Threema ZM77DE19; Signal user: moonharbour; Line: no", {"no"}.__contains__, "".__eq__)]
    ['ZM77DE19', 'moonharbour']
    """
    lone = (word for word, is_doubtful in _lone(text) if is_channel and not is_doubtful)
    words = filterfalse(_HAN_SIGNS.search, _no_words((*_stated(text), *lone), is_contact_word))
    quoted = {place["account"].strip() for place in _QUOTED.finditer(text)}  # as the manual has them recorded
    names = (one for one in words if one in quoted or not is_place_name(one))
    sure = (one for one in names if not _is_instruction(one, is_contact_word))
    yield from dict.fromkeys((*_telling(text), *sure))


def undecided_accounts(
    text: str, is_contact_word: IsOrdinary, is_place_name: IsOrdinary, *, is_channel: bool = False
) -> Iterator[str]:
    """Yield what may be an account by its place behind a service, and is not taken for one.

    Args:
        text: as it was recorded.
        is_contact_word: as for `accounts`.
        is_place_name: the same.
        is_channel: the same.

    >>> [*undecided_accounts("Telegram: moonharbour on Mondays", {"mondays"}.__contains__, "".__eq__)]
    ['moonharbour']
    """
    known = {*accounts(text, is_contact_word, is_place_name, is_channel=is_channel)}
    behind = (
        _whole(text, place)
        for place in _BEHIND.finditer(text)
        if re.search("[:\uff1a=]", place["between"]) or _STATES_ACCOUNT.search(place["between"])
    )
    lone = (word for word, _ in _lone(text))
    words = _no_words((*_stated(text), *lone, *behind), is_contact_word)
    yield from dict.fromkeys(word for word in words if word not in known)


def _is_instruction(text: str, is_contact_word: IsOrdinary) -> bool:
    """Return whether words, as in quotation marks, say how to reach somebody, and are no name in capitals."""
    words = text.split()
    return len(words) > 1 and any(map(is_contact_word, words)) and any(word[0].islower() for word in words)


def _no_words(words: Iterable[str], is_contact_word: IsOrdinary) -> Iterator[str]:
    for word in words:
        is_han = bool(re.match(_HAN, word))
        if not is_contact_word(word) and not (_HAN_WORDS.search(word) if is_han else not _may_be_one(word)):
            yield word


def _telling(text: str) -> Iterator[str]:
    """What is an account by its signs, with or without a service."""
    for place in _WORD.finditer(text):
        link, _, last = place[0].strip(_EDGES).rpartition("/")
        for part in (last,) if "." in link else (*link.split("/"), last):
            word = part.strip(_EDGES)
            if _may_be_one(word) and "@" not in word and any(sign.isdigit() or sign in "._" for sign in word):
                yield word


def _stated(text: str) -> Iterator[str]:
    """What is said to be the account of a service, or has capitals within."""
    yield from (
        place["account"].strip(_EDGES) for place in _LINK.finditer(text) if _is_of_service(place["host"])
    )
    for place in _SKYPE.finditer(text):
        yield from (place[0], place["account"])
    yield from (place["account"].strip() for place in _QUOTED.finditer(text))
    for place in _BEHIND.finditer(text):
        is_marked = bool(_STATES_ACCOUNT.search(place["between"])) and not _is_doubtful(place)
        if is_marked or place["account"].startswith("@") or _MIXED.search(place["account"]):
            yield _whole(text, place)


def _is_doubtful(place: re.Match[str]) -> bool:
    """Return whether what stands behind a mark may as well go on with a sentence: "account suspended"."""
    between, word = place["between"], place["account"]
    if re.match(_HAN, word):
        return not re.search(rf"[:=\uff1a{_QUOTES}]", between) and bool(_HAN_OF_SENTENCE.match(word))
    is_plain = word == word.lower() and not any(
        sign.isdigit() or sign in "@._" for sign in word.strip(_EDGES)
    )
    is_marked = bool(_STATES_ACCOUNT.search(between))
    return is_marked and is_plain and not _STATES_BY_SIGN.search(between)


def _is_of_service(host: str) -> bool:
    parts = {*host.casefold().split(".")[:-1]}
    return bool(parts & {*SERVICES, *_HOSTS}) or host.casefold() == "x.com"


def _whole(text: str, place: re.Match[str]) -> str:
    """Return what stands behind a service, with the further words of a name in capitals."""
    account = place["account"]
    end = place.end("account")
    while account[:1].isupper() and account.count(" ") + 1 < _MAX_WORDS:
        following = re.match(r" [^\W\d_][\w'\u2019\-]*", text[end:])
        if following is None or not following[0][1].isupper():
            break
        account, end = account + following[0], end + following.end()
    return account.strip(_EDGES)


def _lone(text: str) -> Iterator[tuple[str, bool]]:
    """What is all that a clause says beside the name of a service: a word, or some with capitals.

    Yields:
        The words, and whether they may as well go on with a sentence.
    """
    for clause in _CLAUSE_END.split(text):
        place = _REST.fullmatch(clause) or _BEFORE.match(clause)
        words = place["account"].split() if place and "/" not in place["account"] else []
        if len(words) == 1 or (1 < len(words) <= _MAX_WORDS and all(word[0].isupper() for word in words)):
            is_doubtful = place is not None and place.re is _REST and _is_doubtful(place)
            yield " ".join(words).strip(f"{_EDGES}{_QUOTES}"), is_doubtful


def _may_be_one(word: str) -> bool:
    is_service = bool({word.casefold(), word.casefold().removesuffix(".com")} & {*SERVICES})
    is_time = all(map(_NO_ACCOUNT.fullmatch, word.split("-")))
    return len(word) >= _MIN_SIGNS and any(map(str.isalpha, word)) and not is_time and not is_service
