"""What beside a word of the language says that it is somebody's name: "Surname: SUN", "Old Sun", "Sun said".

SECURITY: a form with "Surname: SUN" is the most usual exhibit. Of a recorded name a word too many is hidden
rather than one too few; what these signs do not tell and has a capital is listed.
"""

from __future__ import annotations

import re
from functools import cache

from casebook.base.month_names import month_names
from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS
from casebook.domain.dossier.hiding.days.time_name import is_time_name
from casebook.domain.dossier.hiding.plain_letters import folded

_AROUND = 60
_NEAR_WEEKDAY = 24
_MAX_ROWS = 200
_SURNAME = (
    r"sur ?name|family[ \-]?name|last ?name|nom(?: de (?:famille|naissance))?|nachname|familienname"
    r"|zuname|cognome"
    r"|apellidos?|apelido|sobrenome|soyad\w{0,2}|soyisim|familiya\w{0,2}|фамили\w{1,2}"
    r"|прізвище|επωνυμο|επιθετο|nazwisko"
    r"|achternaam|etternavn|efternavn|efternamn|prezime|prijmeni|priezvisko|vezeteknev|nume(?: de familie)?"
    r"|mbiemr\w{1,2}|姓氏?|성"
)
_SIGNED = (
    r"(?:sgd|signed|signature|signe|unterschrift|unterzeichnet|gez|firmado|firmato|podpis\w*|подпись|υπογραφη"
    r"|imza)(?:\s(?:by|of|par|von|por|da))?"
)
_BEARER = (
    r"(?:full )?names?|voller name|nom complet|nom et prenoms?|姓名|名字|имя|ονομα\w*"
    r"|witness(?:es|ed by)?|interviewees?|interviewers?"
    r"|(?:person |party )?(?:interviewed|questioned|examined|heard)"
    r"|applicants?|claimants?|appellants?|petitioners?|defendants?|accused|suspects?|complainants?|victims?"
    r"|detainees?|prisoners?|patients?|clients?|passengers?|holder|bearer|deponent|declarant|affiant"
    r"|informant|beneficiar(?:y|ies)"
    r"|interpreters?|translators?|by|from|to|author|sender|recipient|present|contact|guardian"
    r"|attendees?|speakers?"
    r"|mother|father|parents?|wife|husband|spouse|sons?|daughters?|brothers?|sisters?|siblings?"
    r"|child|children"
    r"|relatives?|zeuge|zeugin|antragsteller\w*|befragte\w*|temoin|demandeur|testigo|solicitante|testimone"
    r"|свидетель|заявитель|μαρτυρας|签名|签字|簽名|簽字|证人|證人|被?询问人|被?詢問人|被?讯问人|被?訊問人"
    r"|当事人|當事人|申请人|申請人"
)
"""Words for whose name follows them behind a colon, folded."""
_LABEL = re.compile(
    rf"(?:^|[^\w])(?:(?:{_SURNAME})[\"\u201d]?"
    rf"(?:\s?[:\uff1a=\-|]|\s?\([^)\n]{{1,24}}\)\s?:?|\s?/[^:\uff1a\n]{{1,24}}[:\uff1a])?"
    rf"|(?:{_SIGNED})[,:.\uff1a]{{0,2}}"
    rf"|(?:{_BEARER})(?:\sof(?: the)? \w{{1,14}})?(?:\s?\([^)\n]{{1,24}}\)"
    rf"|\s?/[^:\uff1a\n]{{1,24}})?\s?[:\uff1a|\t](?:\s?[^\W\d_]{{2,20}}(?:,| and| &)(?=\s)){{0,6}}"
    rf")"
    r"\s{0,3}[\"\u201c]?$"
)
_ROLE = re.compile(rf"(?:^|[^\w])(?:{_BEARER})\s$")
_HEAD = re.compile(rf"(?:{_SURNAME}|{_BEARER})(?:[ /(].{{0,24}})?")
_KIN = re.compile(
    r"(?:^|\W)(?:old|little|young|elder|aunt(?:ie|y)?|uncle|mother|father|brother|sister|cousin"
    r"|gran(?:ny|dma|dpa"
    r"|dmother|dfather)|comrade|teacher|master|officer|captain|director|secretary|chairman|doctor"
    r"|nurse|lawyer|boss"
    r"|widow|neighbou?r|lao|xiao|interpreter)\s$"
)
"""Before a name, with a capital; in small letters the word is no other name and needs no sign."""
_ARTICLE = re.compile(r"(?:^|[^\w])(?:the|an?|this|that|every|each|no)\s{1,2}$")
_I = re.compile(r"(?:^|\W)(?:i|we|me|ich|je|moi|yo|io|eu|ben|я)\s?,\s{1,2}$")
_FAMILY = re.compile(
    r"['\u2019]?\s{1,2}(?:family|families|household|clan|couple|brothers?|sisters?|siblings|parents|children"
    r"|relatives|home|residence|woman|man|girl|boy|lady|widow|famille|familie)(?!\w)"
)
_GENITIVE = re.compile(r"['\u2019]s(?!\w)")
_APPOSITION = re.compile(
    r"\s?[,(\uff08]\s?(?:(?:now )?aged?(?!\w)|born(?!\w)|nee?(?!\w)|\d\d\s?[,)\uff09]|\d\d years|signed(?!\w)"
    r"|who(?:se|m)?(?!\w)|(?:my|his|her|our|their|whose) (?:\w+ )?(?:mother|father|wife|husband|son|daughter"
    r"|brother"
    r"|sister|aunt|uncle|cousin|friend|neighbou?r|boss|teacher)|age de|alt(?!\w)|nacid[oa]|\[age\])"
)
_AGED = re.compile(r"\s?[,(]\s?(?:(?:now )?aged?(?!\w)|\[age\]|\d\d\s?[,)])")
_SPEAKS = re.compile(r"\s?[:\uff1a](?!\s?\d|//)\s|\s?\|\s?(?=[^\W\d_])")
_SPEAKERS = frozenset({"he", "an", "you"})
"""Short words that stand before a colon at the head of a line as the name of a speaker alone."""
_ARTICLE_WORDS = frozenset({"an"})
_NO_ARTICLE = re.compile(
    r"['\u2019]s(?!\w)|,? and (?!/)|\s?[,(]|\s{1,2}(?!honou?red)"
    r"(?:[^aeiou\W\d_]|(?:is|also|asks|asked|answers|answered|arrived)(?!\w)"
    r"|(?:always|again|only|once|immediately|already|often) (?:was|is|has|had|did|said|came|went|fled)(?!\w))"
)
"""What never stands behind the article "an": a consonant, a genitive, a finite verb; folded."""
_PRONOUNS = frozenset(
    "he she it they that this we who you i her his our their il elle er es sie wir".split()  # noqa: SIM905
)
_PARTED = re.compile(r"(?:^|\W)(?:and|or|with|by|to|from|for|of|against|about)(?:\r?\n)+$")
"""The end of a line that goes on, in small letters: a capital behind it begins no sentence."""
_ITEM_BEFORE = re.compile(r"[:,] $")
_ITEM_AFTER = re.compile(
    r",?(?: and| &)? [A-Z][^\W\d_]*(?: [A-Z][^\W\d_]*\d?){0,2}(?:[,.;)]|\s(?:and|&)\s|\s*$)"
)
"""Behind one name of a list the next, as written."""
_VERB = re.compile(
    r"\s{1,2}(?:(?:then|also|never|later|still|again|now|often|always|once|only|first|finally"
    r"|immediately|already) )?"
    r"(?:was|were|is|has|had|did|does|could|would|says?|said|c[ao]me|comes|went|goes|t(?:old|ook"
    r"|ells|hought|ries)"
    r"|saw|sees|knew|knows|heard|gave|gives|left|leaves|lives|fled|wrote|writes|spoke|speaks|met|got"
    r"|began|wept"
    r"|ran|sat|stood|kept|put|sent|made|found|fell|felt|hid|lost|bought|sold|read|paid|broke|brought"
    r"|caught|held"
    r"|led|slept|woke|works?|wants?|explains|states|claims|fears|believes|asks|answers|replies"
    r"|(?:\w{2,}[a-z])ed"
    r"|hat|war|wurde|sagte|kam|ging|a|est|etait|fut|fue|era|dijo|ha|disse|и?\s?был\w?|сказал\w?)(?!\w)"
)
"""Of what persons do, behind a name, folded; also any verb in "-ed"."""
_SPEECH = re.compile(
    r"\s{1,2}(?:says?|said|t(?:old|ells)|asks?|asked|answered|replied|wept|fled|signed|wrote)(?!\w)"
)
"""The same behind a name that is also one of a month or season: "May was cold"."""
_LINE = re.compile(r"(?:\A|\n)[ \t]*$")
_SUBJECT = (
    r"(?:the|he|she|they|it|th(?:is|at|ese|ose)|you|we|i|there|an?|any|my|his|her|our|your|their|who|not)"
)
_UNDERGOES = re.compile(
    r"\s{1,2}(?:(?:was|were|is|has|had|has been|had been)(?: also| then)? (?:\w{2,}ed|taken|held|sent|beaten"
    r"|caught|put|led|shot|seen|brought|kept|given|found|fled|gone|left|made|t(?:old))"
    rf"|(?:said|t(?:old|ook)|came|went|fled|saw|wept|signed|left|asked|answered|wrote|gave)(?!\s{_SUBJECT}(?!\w)))"
    r"(?!\w)"
)
"""What a person does or undergoes, behind a word that joins others: "So was heard", not "So came the day"."""
_ORDINARY_SENSE = re.compile(
    rf"will {_SUBJECT}(?!\w)"
    r"|hope (?:for|that|of|to|springs|remains|dies|is (?:not enough|for|that|all|what|lost|fading))(?!\w)"
    r"|young (?:people|persons?|m[ae]n"
    r"|wom[ae]n|girls?|boys?|children|adults?|offenders?|lad(?:y|ies)|and old)(?!\w)"
    r"|long,? (?:lives?|ago|after|before|since|hours?|hard|terms?|years?|periods?|time)(?!\w)"
    r"|songs?(?: and dance| of)(?!\w)|songs(?!\w)|am \d"
)
"""Words at the head of a sentence which what follows shows to be no name, folded; "Am 14." is German."""
_HEAD_OF_SENTENCE = re.compile(r"(?:\A|[.!?:;\n\u2022\u3002\"\u201c\u201e()])\s*$")
_OF_TIME = re.compile(
    r"(?:^|\W)(?:in|since|until|till|by|of|during|from|to|last|next|this|early|late|mid|every|end of)[ -]$"
)
_WEEKDAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES_BEFORE, _FIGURES_AFTER = re.compile(r"\d[\s,./\-]{1,2}$"), re.compile(r"[\s,./\-]{1,2}\d")
_DAY_BEFORE = re.compile(r"(?:(?:19|20)\d\d|[./:\-]\d{1,4}\.?|[ap]\.?m\.?)[\s,]{1,2}$")
_DAY_AFTER = re.compile(
    r"[\s,./\-]{1,2}\d{1,2}(?!\d)(?:st|nd|rd|th)?"
    r"(?:\s?(?:[:h]|[ap]\.?m|[.\-/\u2013]\s?\d)|[ ,.]{1,2}(?:of )?(?P<month>[^\W\d_]{3,}))"
)
"""A date or a time beside the day of a week, folded: "Sun 12 May", "Sun 9-5", "10.30 Sun"."""
_LAST_WORD, _WORD_AFTER = (
    re.compile(r"([^\W\d_]+)(?:[ \u00a0]|(?<=[a-z])\r?\n(?!\n))$"),
    re.compile(r"[ \u00a0]([^\W\d_]+)"),
)
_ONE_CELL = re.compile(r"[^\W\d_]{2,24}(?: names?)?")
"""A line that may be a cell of a table of one column: a single word."""
_CELLS = re.compile(r"\t|\s?\|\s?|[ ]{2,}")


def is_signed(text: str, plain: str, span: tuple[int, int]) -> bool:
    """Return whether what stands beside a word with a capital says that it is a name.

    Args:
        text: as written.
        plain: the same, folded, sign for sign.
        span: of the word, as a slice.
    """
    start, end = span
    word = plain[start:end]
    before, after = plain[max(0, start - _AROUND) : start], plain[end : end + _AROUND]
    if _is_of_week(word, before, after):
        return False
    kin, is_function = _KIN.search(before), word in FUNCTION_WORDS
    if (
        _LABEL.search(before)
        or (_I.search(before) and after.lstrip()[:1] == ",")
        or (kin and text[start - len(kin[0].strip()) - 1].isupper())
        or (_FAMILY.match(after) and (not is_function or behind_article(before)))
        or (_LINE.search(before) and _SPEAKS.match(after) and (not is_function or word in _SPEAKERS))
        or (_is_role(text, start, before) and (not is_function or word in _ARTICLE_WORDS))
        or _is_under_head(plain, start, end)
        or (is_function and word not in _PRONOUNS and _is_named(text, span, word))
    ):
        return True
    if word in _ARTICLE_WORDS and _NO_ARTICLE.match(after):
        return not behind_article(before) and (_does(word, after) or after.lstrip(",").startswith(" and "))
    if is_function:
        return bool(_AGED.match(after))
    return not behind_article(before) and _does(word, after)


def has_ordinary_sense(plain: str, start: int, end: int) -> bool:
    """Return whether what stands around a word of a folded text shows that it is no name there.

    "Will the Court decide?", "Young people", "Am 14. März" at the head of a sentence; "in May".
    """
    before = plain[max(0, start - _AROUND) : start]
    if _ORDINARY_SENSE.match(plain, start):
        return bool(_HEAD_OF_SENTENCE.search(before))
    return is_time_name(plain[start:end]) and bool(_OF_TIME.search(before))


def _is_role(text: str, start: int, before: str) -> bool:
    """Return whether a word of somebody's part stands before a name with a capital: "Detainee An"."""
    role = _ROLE.search(before)
    return role is not None and text[start - len(role[0].strip()) - 1].isupper()


def _is_named(text: str, span: tuple[int, int], word: str) -> bool:
    """Return whether a word that joins others, and is no pronoun, stands with a capital where none can."""
    start, end = span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if before[-1:] == "(" and after[:1] == ")":
        return True
    is_item = _ITEM_BEFORE.search(before) and _ITEM_AFTER.match(after)
    does = word not in _ARTICLE_WORDS and (_GENITIVE.match(after) or _UNDERGOES.match(folded(after)))
    return bool(is_item or does or _PARTED.search(before))


def _does(word: str, after: str) -> bool:
    """Return whether what follows a word is said of persons: a verb, what is theirs, their age."""
    if is_time_name(word):
        return bool(_SPEECH.match(after) or _APPOSITION.match(after))
    return bool(_GENITIVE.match(after) or _VERB.match(after) or _APPOSITION.match(after))


def behind_article(before: str) -> bool:
    """Return whether an article stands last in a folded text: "the Sun" is a star or a newspaper."""
    return bool(_ARTICLE.search(before))


def may_be_named(text: str, span: tuple[int, int]) -> bool:
    """Return whether a word with a capital that nothing says to be a name may be one.

    A short word such as "He" is none at the head of a sentence, nor is one that a date explains: "May 2021",
    "Sun 12 May"; but "Sun 60 years", "Sun 81102".

    Args:
        text: as written.
        span: of the word, as a slice.
    """
    start, end = span
    word = folded(text[start:end])
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if _FIGURES_BEFORE.search(before) or _FIGURES_AFTER.match(after):
        return not (_is_dated(folded(before), folded(after)) if word in _WEEKDAYS else is_time_name(word))
    if word not in FUNCTION_WORDS:
        return True
    last, following = _LAST_WORD.search(before), _WORD_AFTER.match(after)
    if last is None or (following and following[1].isupper() and text[start:end].isupper()):
        return False
    return not last[1].isupper() or last[1] == "I"


def _is_of_week(word: str, before: str, after: str) -> bool:
    """Return whether a word is that of a day beside another: "Sat/Sun 9-5"."""
    if word not in _WEEKDAYS:
        return False
    near = f"{before[-_NEAR_WEEKDAY:]} {after[:_NEAR_WEEKDAY]}"
    return not (_WEEKDAYS - {word}).isdisjoint(_WORD.findall(near))


def _is_dated(before: str, after: str) -> bool:
    """Return whether a date or a time stands beside the day of a week; other figures tell nothing."""
    day = _DAY_AFTER.match(after)
    return bool(_DAY_BEFORE.search(before) or (day and (day["month"] is None or _is_month(day["month"]))))


def _is_month(word: str) -> bool:
    return any(name.startswith(word) for name in _months())


@cache
def _months() -> frozenset[str]:
    return frozenset(folded(name) for month in range(1, 13) for name in month_names(month, "wide"))


def _is_under_head(plain: str, start: int, end: int) -> bool:
    """Return whether a word is a whole cell under a head such as "Surname", in rows of as many cells."""
    first = plain.rfind("\n", 0, start) + 1
    last = plain.find("\n", end)
    row = _CELLS.split(plain[first : last if last != -1 else len(plain)])
    column = len(_CELLS.split(plain[first:start])) - 1
    if row[column].strip() != plain[start:end]:
        return False
    for line in reversed(plain[:first].split("\n")[-_MAX_ROWS:-1]):
        cells = _CELLS.split(line)
        if len(cells) != len(row) or (len(row) == 1 and not _ONE_CELL.fullmatch(line.strip())):
            return False
        if _HEAD.fullmatch(cells[column].strip()):
            return True
    return False
