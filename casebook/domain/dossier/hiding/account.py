"""Accounts with messengers and networks in a recorded way to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from casebook.domain.base.entity import entity

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
        "\u91d8\u91d8",
    ),
    *("kuaishou", "\u5feb\u624b", "feishu", "\u98de\u4e66", "\u98db\u66f8", "\u8c46\u74e3", "\u8d34\u5427"),
    *("телеграм", "телеграмм", "вотсап", "ватсап", "вацап", "вайбер", "вконтакте", "фейсбук", "инстаграм"),
    *("скайп", "дискорд", "сигнал", "вичат", "телег"),
    *("tg", "vx", "wx", "ig", "insta", "fb", "тг", "v信", "加v", "\u5934\u6761", "\u982d\u689d"),
)
"""Services behind whose names that of an account stands, folded, in Latin, Cyrillic or Chinese letters."""
_SERVICE_NAMES = frozenset(SERVICES)
HAN = "[\u3400-\u9fff]"
_CYRILLIC = "[\u0400-\u04ff]"
_LATIN_SERVICES = "|".join(re.escape(one) for one in SERVICES if one.isascii())
_CYRILLIC_SERVICES = "|".join(one for one in SERVICES if re.match(_CYRILLIC, one) and one != "сигнал")
_HAN_SERVICES = "|".join(one for one in SERVICES if re.search(HAN, one))
_SIGNAL = r"сигнал(?=\W{0,3}(?:@|id(?!\w)))"
"""Also the word for a signal."""
_WORD_END = rf"(?!(?!{HAN})[^\W_])"
"""Chinese characters may stand beside a word in letters without a space."""
_SERVICE = (
    rf"(?:(?<!(?!{HAN})[^\W_])(?:{_LATIN_SERVICES}|(?:{_CYRILLIC_SERVICES})(?:ом|[еуа])?|{_SIGNAL}){_WORD_END}"
    rf"|{_HAN_SERVICES})"
)
_QUOTES = '"\u201c\u201d\u201e\u201f\xab\xbb\u300c\u300d\u300e\u300f\u2039\u203a\u300a\u300b'
_SINGLE = "'\u2018\u2019\u201a\u201b"
"""Quotation marks that are apostrophes as well."""
_COLON = "[:=\uff1a\uff1d]"
_MARK = (
    r"(?:id|user(?: ?name)?|name|account|handle|nick(?:name)?|alias|login|konto"
    r"|имя|ник(?:нейм)?|аккаунт|логин|kullanıcı(?: adı)?|hesabı|hesabım|adresi|adresim)"
    rf"{_WORD_END}"
    r"|[帐账帳]\s?[号號户戶]|[号號][码碼]?|[昵暱][称稱]|用[户戶]名?|名[字称稱]?(?![单單下义義])"
)
"""What says that an account follows."""
_COPULA = r"(?:is|was|ist|war|est|était|es|era|è|hei(?:ß|ss)t|lautet)(?![^\W_])|[是为為]|叫做?"
_FILLER = (
    r"(?:contact|channel|kanal|group|gruppe|groupe|grup|under|unter|as|als|i am|ich bin)(?![^\W_])"
    r"|群[组組聊]?"
    r"|[(\uff08](?!@?(?=[\w.\-]*[\d_])(?=[\w.\-]*[a-z])[\w.\-]+[)\uff09])"
    rf"(?!(?:{_MARK}|[^()\uff08\uff09]*{_COLON}))[^()\uff08\uff09]*[)\uff09]"
)
_BETWEEN = (
    rf"(?:(?>{_MARK}|{_COPULA})|{_FILLER}|[-\u2013\u2014\s=:\uff1a\uff1d/(\[\uff08\u3010{_SINGLE}{_QUOTES}])*"
)
"""Each mark is read in one way only, or many of them would take forever."""
_NAME = rf"@?(?:(?!{HAN})[\w.\-])+(?![a-z\d_@])"
BEHIND = re.compile(
    rf"{_SERVICE}(?P<between>{_BETWEEN})(?=(?P<account>{_NAME}|{HAN}{{2,8}}(?!{HAN})))", re.IGNORECASE
)
_FURTHER = re.compile(
    rf"{_SERVICE}[^;.\n\u3002\uff1b]{{1,40}}?(?:(?P<mark>{_MARK})|(?<!\w)(?:as|als|como|olarak)(?!\w)|[是叫])"
    rf"[\s:]*(?=(?P<account>{_NAME}))",
    re.IGNORECASE,
)
"""Where more words stand before the account: "WeChat under the name moonharbour"."""
_IN_QUOTES = rf"[{_QUOTES}]([^{_QUOTES}\n]{{2,40}})[{_QUOTES}]"
_IN_SINGLE = rf"(?<!(?!{HAN})[^\W_])[{_SINGLE}]([^\s{_QUOTES}][^{_QUOTES}\n]{{1,39}}?)[{_SINGLE}]{_WORD_END}"
_TO_COLON = rf"[^;.,\n\u3002\uff0c\uff1b{_QUOTES}]{{1,30}}{_COLON}\s?"
_BEHIND_IT = r"\s?(?:[(\[\uff08]\s*|(?:on|via|at|bei|auf|sur|en|su|em|в|на)\s+)"
QUOTED = re.compile(
    rf"{_SERVICE}(?:{_BETWEEN}|{_TO_COLON})(?:{_IN_QUOTES}|{_IN_SINGLE})"
    rf"|(?:{_IN_QUOTES}|{_IN_SINGLE}){_BEHIND_IT}{_SERVICE}",
    re.IGNORECASE,
)
_ANY_QUOTED = re.compile(
    rf"{_IN_QUOTES}|(?<!(?!{HAN})[^\W_])[{_SINGLE}]([\w.\-]{{2,40}})[{_SINGLE}]{_WORD_END}"
)
AT_NAME = re.compile(rf"(?<!(?!{HAN})[\w.+\-])@((?:(?!{HAN})[\w.\-]){{2,}}|{HAN}{{2,8}}(?!{HAN}))")
_REST = re.compile(
    rf"\W*{_SERVICE}(?P<between>{_BETWEEN})(?P<account>[^()\uff08\uff09]+?)"
    r"(?:\s*[(\uff08][^()\uff08\uff09]*[)\uff09])?\W*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<account>[^()]+?)(?P<between>\s*[(\[\uff08]\s*|\s(?:on|via|at|bei|auf|sur|en|su|em|в|на)\s+){_SERVICE}\W*",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;\n\u3001\u3002\uff0c\uff1b]|\.(?:\s|$)|\s(?:or|oder|ou|o|или|veya)\s")
_SIGN = re.compile(rf"{_COLON}|[@{_QUOTES}]")
"""What tells that a name follows, and no more of a sentence."""
_TELLS_OF_NAME = re.compile(rf"{_MARK}|[:=\uff1a\uff1d/(\[\uff08\u3010{_QUOTES}]", re.IGNORECASE)
_TELLS_OF_WORD = re.compile(rf"{_COPULA}|[\u2013\u2014]", re.IGNORECASE)
"""Behind which also goes what is the case: "WeChat is dangerous"."""
_VERB = re.compile(rf"\s*(?:{_COPULA})\s*", re.IGNORECASE)
_JOINED = re.compile(rf"{HAN}(?!{HAN})\w")
STATES_ACCOUNT = re.compile(_MARK, re.IGNORECASE)
_STATES_BY_SIGN = re.compile(
    rf"(?:{_MARK})\s?(?:{_COPULA})?[\s{_SINGLE}]*[:=\uff1a\uff1d{_QUOTES}]", re.IGNORECASE
)
"""A mark with a sign behind it."""
_LINK = re.compile(r"(?<![\w.])(?P<host>[\w\-.]+\.\w+)/(?:[^\s,;()/]+/)*(?P<account>[^\s,;()/?#]+)")
_HOSTS = frozenset({"t", "fb", "ok", "wa", "telegram", "linkedin"})
"""Sites with accounts, without the ends of their names, beside those of the services."""
_MIXED = re.compile("[a-z][A-Z]")
SKYPE = re.compile(r"(?<!\w)live:(?:\.cid\.)?(?P<account>[\w.\-]+)", re.IGNORECASE)
_HAN_INSTRUCTION = re.compile("[不勿别別只仅僅请請先晚].{2}")
"""How one begins, in at least three signs: "do not", "only", "please", "first", "in the evening"."""
_HAN_WORDS = re.compile(
    "联系|聯繫|[联聯][络絡]|[电電][话話]|安全|停用|[监監]控|手[机機]|[每周週][天日末一二三四五六]|上午|下午|中午|早上"
    "|被[盗盜封冻凍黑监監]|[注註][销銷]|[冻凍][结結]|[没沒]收|[妹姐哥弟]{2}|家人|母[亲親]|父[亲親]|丈夫|妻子|女[儿兒]|[儿兒]子|朋友|律[师師]|翻[译譯]|相同|同上|[优優]先|[紧緊]急"
)
"""What tells how and through whom somebody is to be reached: "contact", "mobile", "every day", "sister"."""
_WORD = re.compile(r"[^\s,;:()<>\"\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u3400-\u9fff]+")
_NO_ACCOUNT = re.compile(r"\d{1,4}(?:[.:h]\d\d)?(?:st|nd|rd|th|am|pm|h|hrs?|uhr|x|days?)?", re.IGNORECASE)
"""An hour, an order or a count."""
_EDGES = ".!?'\u2019*-/@"
_MIN_SIGNS, _MAX_WORDS, _MIN_HAN_WORDS = 4, 3, 3
IsOrdinary = Callable[[str], bool]


@entity
class Vocabulary:
    """What words are besides names of accounts.

    Attributes:
        is_contact_word: whether words say when, how or through whom somebody is reached.
        is_place_name: whether words name a place, a country or a language, and no account for sure.
        is_ordinary: whether a word is one of a language in which copies are read.
    """

    is_contact_word: IsOrdinary
    is_place_name: IsOrdinary
    is_ordinary: IsOrdinary


def accounts(text: str, known: Vocabulary, *, is_channel: bool = False) -> Iterator[str]:
    """Yield the accounts in a recorded channel: words with a figure, dot or low line, and those of services.

    SECURITY: an ordinary word taken for an account would vanish from every text of a copy. A word of letters
    alone is one in quotation marks or behind "@", and then always, whatever word it is: whoever recorded it
    said so; behind a colon only if it is no word of a language and no place.

    Args:
        text: as it was recorded.
        known: the words that are none.
        is_channel: whether the text is a channel and nothing else.

    >>> none = Vocabulary(is_contact_word="no".__eq__, is_place_name="".__eq__, is_ordinary="".__eq__)
    >>> [*accounts("Threema ZM77DE19; Signal user: moonharbour; Line: @falcon", none, is_channel=True)]
    ['ZM77DE19', 'falcon', 'moonharbour']
    """
    unquoted = QUOTED.sub("\n", text)
    lone = (word for word, is_sure in _lone(unquoted, known) if is_channel and is_sure)
    marked = (word for word in _marked(text) if _is_account_by_marks(word, known))
    words = _no_words((*_linked(text), *_stated(unquoted, known), *lone), known)
    yield from dict.fromkeys((*_telling(text), *marked, *words))


def undecided_accounts(text: str, known: Vocabulary, *, is_channel: bool = False) -> Iterator[str]:
    """Yield what may be an account by its place beside a service, and is not taken for one.

    Args:
        text: as it was recorded.
        known: as for `accounts`.
        is_channel: the same.

    >>> none = Vocabulary(is_contact_word="mondays".__eq__, is_place_name="".__eq__, is_ordinary="".__eq__)
    >>> [*undecided_accounts("Telegram user moonharbour on Mondays", none)]
    ['moonharbour']
    """
    sure = {*accounts(text, known, is_channel=is_channel)}
    unquoted = QUOTED.sub("\n", text)
    behind = (
        _whole(unquoted, place) for place in BEHIND.finditer(unquoted) if _may_tell_of_name(place, known)
    )
    lone = (word for word, _ in _lone(unquoted, known))
    further = (
        _whole(unquoted, place)
        for place in _FURTHER.finditer(unquoted)
        if place["mark"] or not known.is_ordinary(place["account"].strip(_EDGES))
    )
    words = _no_words((*_marked(text), *lone, *behind, *further), known)
    yield from dict.fromkeys(word for word in words if word not in sure)


def _may_tell_of_name(place: re.Match[str], known: Vocabulary) -> bool:
    """Return whether a name may follow: behind a verb, a dash or a Chinese service no word of a language."""
    between, account = place["between"], place["account"]
    if _TELLS_OF_NAME.search(between) or _MIXED.search(account):
        return True
    is_joined = not between and _JOINED.match(place.string, place.start("account") - 1)
    may_follow = is_joined or _TELLS_OF_WORD.search(between)
    return bool(may_follow) and not known.is_ordinary(account.strip(_EDGES))


def _marked(text: str) -> Iterator[str]:
    """What stands in quotation marks, beside a service first, or behind "@", without them."""
    for place in (*QUOTED.finditer(text), *_ANY_QUOTED.finditer(QUOTED.sub("\n", text))):
        yield next(filter(None, place.groups())).strip().lstrip("@")
    yield from (place[1].strip(_EDGES) for place in AT_NAME.finditer(text))


def _is_account_by_marks(text: str, known: Vocabulary) -> bool:
    """Return whether what is marked is an account: every word, and several that are no instruction."""
    words = text.split()
    if len(words) == 1:
        tells_how = re.match(HAN, text) and len(text) >= _MIN_HAN_WORDS and _HAN_WORDS.search(text)
        return _is_no_time(text) and not (_HAN_INSTRUCTION.match(text) or tells_how)
    is_instruction = any(map(known.is_contact_word, words)) and any(word[0].islower() for word in words)
    return bool(words) and not is_instruction and not known.is_contact_word(text)


def _no_words(words: Iterable[str], known: Vocabulary) -> Iterator[str]:
    for word in words:
        is_han = bool(re.match(HAN, word))
        if known.is_contact_word(word):
            continue
        if not (_HAN_WORDS.search(word) if is_han else not _may_be_one(word)):
            yield word


def _telling(text: str) -> Iterator[str]:
    """What is an account by its signs, with or without a service."""
    for place in _WORD.finditer(text):
        link, _, last = place[0].strip(_EDGES).rpartition("/")
        for part in (last,) if "." in link else (*link.split("/"), last):
            word = part.strip(_EDGES)
            if _may_be_one(word) and "@" not in word and any(sign.isdigit() or sign in "._" for sign in word):
                yield word


def is_service(word: str) -> bool:
    """Return whether a word is the name of a service."""
    return word.casefold() in _SERVICE_NAMES


def is_no_wish(word: str) -> bool:
    """Return whether a word does not tell how or through whom somebody is to be reached, in Chinese.

    >>> is_no_wish("小石榴"), is_no_wish("请先联系")
    (True, False)
    """
    return not (_HAN_INSTRUCTION.match(word) or _HAN_WORDS.search(word))


def _linked(text: str) -> Iterator[str]:
    """The accounts in links."""
    yield from (
        place["account"].strip(_EDGES) for place in _LINK.finditer(text) if _is_of_service(place["host"])
    )
    for place in SKYPE.finditer(text):
        yield from (place[0], place["account"])


def _stated(text: str, known: Vocabulary) -> Iterator[str]:
    """What is said to be the account of a service, or has capitals within."""
    for place in BEHIND.finditer(text):
        between, account = place["between"], place["account"]
        is_signed = bool(_STATES_BY_SIGN.search(between) or ("-" in account and _SIGN.search(between)))
        is_stated = is_signed or bool(STATES_ACCOUNT.search(between) or _MIXED.search(account))
        if is_stated and _is_sure(word := _whole(text, place), known, is_signed=is_signed):
            yield word


def _is_sure(text: str, known: Vocabulary, *, is_signed: bool) -> bool:
    """Return whether what stands beside a service is an account, and no word of a sentence.

    Args:
        text: it, a word or a name in capitals.
        known: the words that are none.
        is_signed: whether a colon or its kind says that a name follows.
    """
    words = text.split()
    if any(map(known.is_place_name, (text, *words))):
        return False
    if len(words) > 1:
        return is_signed or not any(known.is_ordinary(word) or known.is_contact_word(word) for word in words)
    if is_signed:
        is_word = all(map(known.is_ordinary, text.split("-")))
        return not _is_plain(text) or not (is_word or _HAN_INSTRUCTION.match(text) or _HAN_WORDS.search(text))
    return not _is_plain(text)


def _is_plain(word: str) -> bool:
    """Return whether a word has letters only, as the words of a sentence have, or parts of them."""
    has_sign = "--" in word or any(sign.isdigit() or sign in "@._" for sign in word)
    return not has_sign and not _MIXED.search(word)


def _is_of_service(host: str) -> bool:
    parts = {*host.casefold().split(".")[:-1]}
    return bool(parts & (_SERVICE_NAMES | _HOSTS)) or host.casefold() == "x.com"


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


def _lone(text: str, known: Vocabulary) -> Iterator[tuple[str, bool]]:
    """What is all that a clause says beside the name of a service: a word, or some with capitals.

    Yields:
        The words, and whether they are an account for sure.
    """
    for clause in _CLAUSE_END.split(text):
        place = _REST.fullmatch(clause) or _BEFORE.match(clause)
        words = place["account"].split() if place and not re.search(f"/|{_COLON}", place["account"]) else []
        if place and (
            len(words) == 1 or (1 < len(words) <= _MAX_WORDS and all(w[0].isupper() for w in words))
        ):
            stating = _STATES_BY_SIGN if STATES_ACCOUNT.search(place["between"]) else _SIGN
            is_signed = bool(stating.search(place["between"])) or words[0].startswith("@")
            word = " ".join(words).strip(f"{_EDGES}{_QUOTES}{_SINGLE}")
            is_case = _VERB.fullmatch(place["between"]) and known.is_ordinary(word)
            if not is_case:
                yield word, _is_sure(word, known, is_signed=is_signed)


def _may_be_one(word: str) -> bool:
    return len(word) >= _MIN_SIGNS and any(map(str.isalpha, word)) and _is_no_time(word)


def _is_no_time(word: str) -> bool:
    """Return whether a word is neither an hour, an order or a count nor the name of a service."""
    is_known = is_service(word) or is_service(word.casefold().removesuffix(".com"))
    return not is_known and not all(map(_NO_ACCOUNT.fullmatch, word.split("-")))
