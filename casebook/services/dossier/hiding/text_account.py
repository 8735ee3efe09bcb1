"""Accounts that any text states, recorded or not: behind the name of a service or a word for an account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.account import (
    AT_NAME,
    BEHIND,
    HAN,
    QUOTED,
    SERVICES,
    SKYPE,
    STATES_ACCOUNT,
    is_no_wish,
    is_service,
)
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.language.contact_word import is_contact_word
from casebook.language.ordinary import is_ordinary_word
from casebook.language.place import is_place_name
from casebook.language.spoken_word import is_spoken_word
from casebook.services.dossier.hiding.channel_forms import is_as_written
from casebook.services.dossier.hiding.known_forms import LABELS

_ALSO_WORDS = frozenset(
    {"line", "wire", "session", "element", "matrix", "messenger", "max", "imo", "bip", "vk", "momo", "insta"}
)
"""Services called like a word or a name, behind which a plain word is hardly an account: "Max: come"."""
_OF_PERSON = (
    r"user ?name|handle|login|nick(?:name)?|benutzername|nutzername|kullanıcı adı|\u7528[\u6237\u6236]\u540d"
    r"|[\u6635\u66b1][\u79f0\u7a31]|\u7f51\u540d|\u7db2\u540d|[\u5e10\u8d26\u5e33]\s?[\u53f7\u865f\u6237\u6236]"
)
_MARKED = re.compile(
    rf"(?<![\w?&/.=\-])(?:(?P<person>{_OF_PERSON})|id|user|account|(?<={HAN})(?:{_OF_PERSON}))"
    r"(?P<between>\s?(?:[:\uff1a]|is|ist|\u662f|\u53eb)\s?[\"\u201c\u300c]?|\s)"
    rf"(?P<account>@?(?:(?!{HAN})[\w.\-])*[^\W\d_](?:(?!{HAN})[\w.\-])*|{HAN}{{2,8}}(?!{HAN}))",
    re.IGNORECASE,
)
_OF_THING = re.compile(
    r"(?<!\w)(?:exhibit|document|doc|case|file|item|page|evidence|annex|record)s?\s$", re.IGNORECASE
)
_DISGUISED = re.compile(
    r"(?:[\u5a01\u8587\u7ef4\u7dad\u5fbd]\u4fe1|[\u536b\u885b]\u661f|\u652f\u4ed8[\u5b9d\u5bf6]|[+\uff0b]\s?v|(?<!\w)b\u7ad9|\u6263\u6263"
    r"|\u4f01[\u9e45\u9d5d])\s?[\u53f7\u865f\u540d]?(?P<between>\s?[:\uff1a\u662f]?\s?)"
    rf"(?P<account>[a-z](?:(?!{HAN})[\w.\-])*|(?<=[:\uff1a]){HAN}{{2,8}}(?!{HAN}))",
    re.IGNORECASE,
)
"""Words by which services are called so that no filter finds them: "威信", "卫星", "+V", "扣扣"."""
_GROUP_NUMBER = re.compile(
    r"(?:\u7fa4[\u53f7\u865f]|(?<![a-z])q{1,2}\s?\u7fa4|\u6263\u6263|\u4f01[\u9e45\u9d5d])[\u53f7\u865f]?\s?[:\uff1a\u662f]?\s?"
    r"(?P<account>\d{5,12})(?!\d)",
    re.IGNORECASE,
)
_LOCAL_NUMBER = re.compile(
    r"(?:(?<!\w)(?:(?:my|our|his|her|their|your|phone|mobile|cell|contact)"
    r" (?:(?:tele)?phone |mobile |cell )?number"
    r"|(?:ring|call|phone|text|reach|whatsapp) (?:me|us|him|her|them) (?:on|at|under)"
    r"|(?:tele)?phone|mobile|tel|handy(?:nummer)?|telefon(?:nummer|o)?|rufnummer"
    r"|(?:meine|unsere|seine|ihre) (?:handy|telefon)?nummer|erreichbar unter"
    r"|(?:ruf|rufen sie|anrufen)[\w ]{0,12} unter"
    r"|(?:mon|ma|notre|son) numéro|appele[zr][\w -]{0,8} au|téléphone|portable"
    r"|(?:mi|su) número|teléfono|móvil|(?:il mio|suo) numero|cellulare|numaram|telefonum"
    r"|τηλέφωνο|(?:мой|наш|его|её) номер|телефон|тел|звоните|позвоните|call|ring|dial|mobil|mob|cell|fon|fax"
    r"|appelez|appeler|llam(?:ar|e|en)|chiam(?:are|ate|i))"
    r"|(?:电话|電話|手机号?|手機號?|拨打?|撥打?|致电|致電))"
    r"(?:\s?[:.\uff1a]\s?|\s(?:is|ist|est|es|è|lautet)\s(?:now\s|jetzt\s)?|\s?\u662f\s?|\s)"
    r"(?P<account>0?\d{2,5}(?:[ \-/]?\d{2,4}){1,4})(?![\d.,/\-]?\d)"
    r"(?!\s?(?:yuan|rmb|cny|eur|usd|dollar|hkd|gbp|pound|руб|lira|tl|chf|franc|[€¥$£₽元块塊]))",
    re.IGNORECASE,
)
"""A telephone number without its country, behind words that say whose or what it is."""
_MIN_FIGURES, _MAX_FIGURES = 6, 12
_NO_NUMBER = re.compile(r"\d{1,2}([\-/ ])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([\-/ ])\d{1,2}\2\d{1,2}")
"""A day, as in "call me on 12 05 2026"."""
_SIGN = re.compile('[:=\uff1a\uff1d"\u201c\u201d\u300c\u300e\u00ab@]')
_COPULA = re.compile(
    r"\b(?:is|was|ist|war|est|était|es|era|è|hei(?:ß|ss)t|lautet)\b|[\u662f\u4e3a\u70ba\u53eb]", re.IGNORECASE
)
_LEADS = re.compile(
    r"[(\uff08\u2013\u2014]|\s-\s"
    r"|\b(?:channel|kanal|group|gruppe|groupe|grup|under|unter|as|als|i am|ich bin)\b",
    re.IGNORECASE,
)
"""What stands before an account that its signs tell, and before much else."""
_FILE = re.compile(r"\.(?:jpe?g|png|heic|pdf|txt|docx?|mp[34]|opus|m4a|zip|html?)$", re.IGNORECASE)
_DATE = re.compile(r"v?\d{1,4}(?:[./\-:]\d{1,4})*(?:st|nd|rd|th|am|pm|h|x)?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\w.#])(?P<account>[\w.]{2,32}#\d{4})(?!\d)")
"""A name of Discord, as it was until 2023."""
_NEXT = re.compile(r" ([^\W\d_][\w'\u2019\-]*)")
_LONG_NUMBER = re.compile(r"\d{5,12}")
_WORD = re.compile(rf"{HAN}+|(?:(?!{HAN})[^\W\d_])+")
_HAN_SERVICES = tuple(one for one in SERVICES if re.match(HAN, one))
_SERVICE_WORDS = frozenset((*(re.split(r"\W", one)[0] for one in SERVICES), "v"))
_AROUND = 160
"""Signs on either side of a service that are looked at."""
_EDGES = ".!?'\u2019*-/@#"
_MIN_SIGNS, _MIN_HAN = 4, 2
_LOOK_BACK = 20


@entity
class TextAccount:
    """A place of a text that is or may be an account.

    Attributes:
        start, end: of it, as a slice.
        is_sure: whether it is one, and not only may be.
    """

    start: int
    end: int
    is_sure: bool


def stated_accounts(texts: Iterable[str], words: Translator) -> Iterator[Hidden]:
    """Yield each account that these texts state for sure.

    Args:
        texts: what a copy and its exhibits say.
        words: the language of the copy.
    """
    label = words(LABELS["channel"])
    stated = (text[one.start : one.end] for text in texts for one in accounts_in_text(text) if one.is_sure)
    for form in dict.fromkeys(stated):
        yield Hidden(
            form=form,
            label=label,
            is_name=False,
            kind="channel",
            shape="as-written" if is_as_written(form) else "stated",
        )


def accounts_in_text(text: str) -> Iterator[TextAccount]:
    """Yield the accounts that a text states: all but words of a language and names of places for sure.

    Args:
        text: it.

    >>> said = "微信号是hongliu88, Signal: Polizei, VX：shanlu"
    >>> [(said[one.start : one.end], one.is_sure) for one in accounts_in_text(said)]
    [('hongliu88', True), ('Polizei', False), ('shanlu', True)]
    """
    end = 0
    for one in sorted(_places(text), key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _places(text: str) -> Iterator[TextAccount]:
    yield from _by_own_signs(text)
    for first, last in _near_services(text):
        for one in _beside_services(text[first:last]):
            yield TextAccount(start=first + one.start, end=first + one.end, is_sure=one.is_sure)


def _near_services(text: str) -> list[tuple[int, int]]:
    """Return what stands around words that are names of services: the patterns are slow on a whole text."""
    windows: list[tuple[int, int]] = []
    for place in _WORD.finditer(text):
        word = place[0].casefold()
        is_of_service = not _SERVICE_WORDS.isdisjoint((word, word[:-1], word[:-2]))
        if is_of_service or (re.match(HAN, word) and any(one in word for one in _HAN_SERVICES)):
            first, last = max(0, place.start() - _AROUND), place.end() + _AROUND
            if windows and first <= windows[-1][1]:
                windows[-1] = (windows[-1][0], last)
            else:
                windows.append((first, last))
    return windows


def _beside_services(text: str) -> Iterator[TextAccount]:
    taken = [*_quotations(text), *_by_own_signs(text)]
    yield from taken
    for place in BEHIND.finditer(text):
        start, end = _trimmed(text, *place.span("account"))
        service = place[0][: place.start("between") - place.start()].casefold()
        is_taken = any(one.start <= end and start <= one.end for one in taken)
        reading = None if is_taken else _reading(text[start:end], place["between"], service)
        if reading and _is_predicate(place["between"], text, start, end):
            reading = False
        if reading is not None:
            end = _with_names(text, end) if reading and text[start].isupper() else end
            yield TextAccount(start=start, end=end, is_sure=reading)


def _quotations(text: str) -> Iterator[TextAccount]:
    for place in QUOTED.finditer(text):
        start, end = next(place.span(number) for number, one in enumerate(place.groups(), 1) if one)
        reading = _quoted(text[start:end])
        if reading is not None:
            yield TextAccount(start=start, end=end, is_sure=reading)


def _by_own_signs(text: str) -> Iterator[TextAccount]:
    """What a word for an account, "@" or its own form makes one, without a service."""
    yield from _numbers(text)
    for pattern in (_MARKED, _DISGUISED):
        for place in pattern.finditer(text):
            start, end = _trimmed(text, *place.span("account"))
            reading = _behind_mark(text[start:end], place)
            if reading is not None:
                yield TextAccount(start=start, end=end, is_sure=reading)
    for place in AT_NAME.finditer(text):
        if re.match(HAN, place[1]):
            yield TextAccount(start=place.start(1), end=place.end(1), is_sure=not is_spoken_word(place[1]))
    for pattern in (*([SKYPE] if "live:" in text else []), *([_NUMBERED] if "#" in text else [])):
        for place in pattern.finditer(text):
            yield TextAccount(start=place.start("account"), end=place.end("account"), is_sure=True)


def _numbers(text: str) -> Iterator[TextAccount]:
    """Yield the numbers of groups, and the telephone numbers without their country behind words for them."""
    for place in (*_GROUP_NUMBER.finditer(text), *_LOCAL_NUMBER.finditer(text)):
        figures = sum(map(str.isdigit, place["account"]))
        is_local = place.re is _LOCAL_NUMBER
        if not is_local or (
            _MIN_FIGURES <= figures <= _MAX_FIGURES and not _NO_NUMBER.fullmatch(place["account"])
        ):
            yield TextAccount(start=place.start("account"), end=place.end("account"), is_sure=True)


def _behind_mark(word: str, place: re.Match[str]) -> bool | None:
    """Return whether what stands behind a word for an account is one; letters alone only behind a sign."""
    if _OF_THING.search(place.string, max(0, place.start() - _LOOK_BACK), place.start()):
        return None
    if _tells(word):
        return True
    is_person = place.re is _DISGUISED or place["person"]
    return _unless_word(word) if is_person and _SIGN.search(place["between"]) and _is_word(word) else None


def _with_names(text: str, end: int) -> int:
    """Return the end of an account with further words in capitals that are no words of a language."""
    while (word := _NEXT.match(text, end)) and word[1][0].isupper() and not is_spoken_word(word[1]):
        end = word.end()
    return end


def _reading(word: str, between: str, service: str) -> bool | None:
    """Return whether a word behind a service is an account for sure, or may be one; None if it is none."""
    states, signs = bool(STATES_ACCOUNT.search(between)), bool(_SIGN.search(between))
    if not between and service.isascii() and word.isascii():
        return None  # "MAX_LENGTH"
    leads = states or signs or _COPULA.search(between) or not between.strip()
    if _tells(word) and (leads or (_LEADS.search(between) and not _FILE.search(word))):
        return True
    if _LONG_NUMBER.fullmatch(word):
        return True if states or signs or service in {"qq", "icq"} else None
    is_called = states or signs or bool(_COPULA.search(between))
    if not is_called or not _is_word(word) or service in {"http", "https"}:
        return None
    if service in _ALSO_WORDS and not states:
        return None
    return _unless_word(word)


def _is_predicate(between: str, text: str, start: int, end: int) -> bool:
    """Return whether a word may say what is the case: "WhatsApp is resumed as a service"."""
    is_stated = STATES_ACCOUNT.search(between) or _SIGN.search(between) or _tells(text[start:end])
    return not is_stated and bool(re.match(r" \w", text[end : end + 2]))


def _quoted(words: str) -> bool | None:
    """Return the same of words in quotation marks beside a service."""
    parts = words.split()
    if len(parts) == 1:
        return True if _tells(words) else _unless_word(words) if _is_word(words) else None
    if not all(part[0] != part[0].lower() for part in parts):
        return None
    return not all(map(is_spoken_word, parts))


def _unless_word(word: str) -> bool | None:
    if is_contact_word(word) or is_service(word) or not is_no_wish(word):
        return None
    is_rare_word = word.islower() and is_ordinary_word(word)
    return not (is_rare_word or is_spoken_word(word) or is_place_name(word))


def _tells(word: str) -> bool:
    """Return whether a word is an account by its signs: a figure, a low line or a full stop among letters."""
    if len(word) < _MIN_SIGNS or _DATE.fullmatch(word) or not any(map(str.isalpha, word)):
        return False
    return any(sign.isdigit() or sign in "_.@" for sign in word)


def _is_word(word: str) -> bool:
    if re.match(HAN, word):
        return len(word) >= _MIN_HAN
    return len(word) >= _MIN_SIGNS and all(sign.isalpha() or sign == "-" for sign in word)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    return start, end
