"""Clauses that say of whom or where a document is between its word and its number: "the ID of Sun is 88704".

SECURITY: what they find a person decides on, for a number printed in doubt names somebody.
"""

from __future__ import annotations

import re
from functools import cache

from casebook.language.identity.number_shape import Shape
from casebook.language.identity.paper_words import LETTER, PaperWord, alone, words_between

_MAX_OWNER, _MAX_CLAUSE = 90, 70
"""Signs between a word and its number: behind the word, and before it."""
_LONG = 5
_OWNED = re.compile(
    r"s? ?(?:[:(\[\-\u2013\u2014]|,? ?(?:of|for|from|belonging|held|carried|issued|given|granted|which|that"
    r"|in the name|au nom|на имя|выданн\w*|von|des|der|fur|ausgestellt"
    r"|de|du|des|del|della|di|do|da|του|της)(?!\w))"
)
"""What begins a clause behind a document that says whose it is, or its list."""
_IS_BEFORE = r"is|was|are|were|be|reads?|ist|war|lautet|est|etait|es|era|e|под|είναι"
_TIED = re.compile(
    rf"(?:(?<!\w)(?:{_IS_BEFORE})|[:=\uff1a,(]"
    r"|\s[\-\u2013\u2014])\s?[\"'(\u201c\u00ab]?\s?"
)
"""What ties a number to the clause before it."""
_INSERTED = r"(?: ?[,(\-\u2013\u2014][^,;()\u2013\u2014]{1,50}[,)\-\u2013\u2014])?"
_WHOSE_ONE = "(?:the|a|its|her|his|my|their|our|your|old|new)"
_SAYS = re.compile(
    rf"{_INSERTED} (?:(?:(?:was|were|is|has|had|been) ){{0,2}}{LETTER}{{3,}}(?:ed|nt) (?:from|to|into|as)"
    rf"|{_IS_BEFORE}|has|had|bears|bore|shows|showed|carries|carried|says|said"
    rf"|hat|hatte|tragt|trug|porte|portait|lleva|llevaba|porta|portava|имеет|имел|φερει){_INSERTED}\s?[\"'(\u201c\u00ab]?\s?"
)
"""The verb of a document, and what is put in on either side: "ID was, she said,", "passport, old, has"."""
_ALOUD = re.compile(rf"(?: {LETTER}+){{1,2}}: ?| {LETTER}+, ?")
"""Between an ID and its number, with how it was said: "ID aloud: 36011"."""
GOES_ON = re.compile(
    r"[;.,] (?:it|this|that|(?:the|its|her|his|my|their) numbers?),? (?:is|was|are|were|reads?) "
)
"""Between a document and its number, where what is said goes on: "a passport. It was 32089"."""
_LISTED = re.compile(
    rf"s?(?: ?:| of|,) (?:{LETTER}+(?:[ \-]{LETTER}+){{0,3}} [\w\-]*\d[\w\-]*(?:[,;]| and) ?)*"
)
_ENTRY = re.compile(rf"(?:and )?{LETTER}+(?:[ \-]{LETTER}+){{0,3}} ")
_CONJUNCTION = re.compile(r"(?<!\w)(?:and|or|but|und|oder|aber|et|ou|mais)(?!\w)|;")
_ON_IT = re.compile(
    r",? (?:(?:it |which |that )?(?:(?:is|was|stands|stood|appears|appeared|printed|stamped|written|entered"
    r"|shown|noted) )?(?:(?:on|in|into|onto|inside|what)"
    r"|(?:off|from)(?= (?:the|a|her|his|my|their|our|your)(?!\w))) )"
    r"(?:(?:the|a|her|his|my|their|our|your|this|that|box|line|field|space|place|page|first|last|for|of|on|in"
    r"|old|new) )*"
)
"""Between a number and the document that it stands on."""
_IS = re.compile(r",? (?:it |which |that )?(?:is|was|stands|stood|appears|appeared)(?!\w)")
_WHICH_IS = re.compile(
    rf"(?:[ ,(\u2013\u2014-]{{2,3}}(?:which|that|it|this) (?:is|was)| (?:down )?as)(?: {_WHOSE_ONE})* "
)
"""Between a number and the document that it is: "31014 (which is her ID)", "entered 31011 as ID"."""
_FOR_IT = re.compile(
    r",? (?:(?:is|was|stands|stood|appears|appeared) )?(?:of|for|from|on|in|to)"
    r"(?: (?:the|a|her|his|my|their|our|your|new|old))* "
)
_OF_NAME = re.compile(rf" (?:of|on|in|for) {LETTER}+(?: {LETTER}+)?'s ")
_WHOSE = re.compile(
    r"(?<!\w)(?:ihres|seines|meines|unseres|eures|dieses|leurs?|notre|votre|mon|ma|ses?|cette?|mio|mia|sua|tuo|mi|mis"
    r"|tu|nuestro|своего|его|ее|их|моего|нашего|этого|του|μου|τους)(?!\w)"
)
_IN_CHINESE = re.compile(
    r"[^\u3002\uff1b;\d]{0,20}[,\uff0c]?[\u90a3\u8fd9\u9019\u6b64]?[\u5373\u662f\u4e3a\u70ba]?[\u5979\u4ed6\u6211\u5176]?\u7684"
)
"""Between a number and the document that it is said to be of: "，那是她的"."""
_OWN_NUMBER = re.compile(r"[\s.:]{0,2}(?:(?:is|was|of|ist|est|es) )?[\s:]?[\w\-/]*\d")
OFFICE_BEHIND = re.compile(
    r" (?:offices?|laws?|acts?|controls?|fees?|applications?|applicants?|holders?|photo\w*|system\w*|polic\w+"
    r"|cases?|lists?|desks?|counters?|queues?|papers|procedures?|sections?|rules?)(?!\w)"
)
"""Behind a document that is only the subject of an office, a law or a list."""

_FOLLOWING = re.compile(
    r"and|the|that|who|which|she|but|his|her|for|with|when|while|was|were|are|had|has|have|both|und|der|die|das|les|est"
)
"""Words behind a number that it does not count."""


def is_tied_before(plain: str, document: PaperWord, shape: Shape, *, is_numbered: bool) -> bool:
    """Return whether a clause ties a number to the document before it: "permit granted to Sun, no. 88519".

    Args:
        plain: the text as `plain_text` returns it.
        document: the last word before the number, of kind "document" or "beside".
        shape: the number.
        is_numbered: whether a word for a number or a colon stands before it.
    """
    if shape.start - document.end > _MAX_OWNER or not _is_bare_number(shape):
        return False
    between = plain[document.end : shape.start]
    is_known = document.kind == "document" or document.is_exact
    listed = _LISTED.match(between)
    if is_known and listed and _ENTRY.fullmatch(between, listed.end()):
        return not is_counted(plain, shape)
    is_owned = _OWNED.match(between) and (is_numbered or _ties(between))
    is_said = _SAYS.fullmatch(between) or GOES_ON.fullmatch(between) or _is_aloud(plain, between, shape)
    if not (is_owned or is_said):
        return False
    return (is_known or shape.digits >= _LONG) and (is_numbered or not is_counted(plain, shape))


def is_tied_behind(
    plain: str, document: PaperWord, shape: Shape, *, is_free: bool, is_numbered: bool
) -> bool:
    """Return whether a clause ties a number to the document behind it: "88707, the number of her passport".

    Args:
        plain: the text to the end of the sentence, as `plain_text` returns it.
        document: the first word behind the number.
        shape: the number.
        is_free: whether no other thing stands directly before the number.
        is_numbered: whether a word for a number stands there.
    """
    if document.start - shape.end > _MAX_CLAUSE or not _is_bare_number(shape):
        return False
    between, behind = plain[shape.end : document.start], plain[document.end :]
    is_known = document.kind == "document" or document.is_exact
    if not is_known or _CONJUNCTION.search(between) or any(map(str.isdigit, between)):
        return False
    if _says_number(plain, between, document):
        return True
    is_on_it = (shape.digits >= _LONG or is_numbered or _IS.match(between)) and _ON_IT.fullmatch(between)
    is_said = shape.digits >= _LONG and _WHICH_IS.fullmatch(between) and not is_counted(plain, shape)
    is_for_it = is_numbered and _FOR_IT.fullmatch(between)
    return is_free and bool(is_on_it or is_said or is_for_it) and not OFFICE_BEHIND.match(behind)


def _says_number(plain: str, between: str, document: PaperWord) -> bool:
    """Return whether a word for a number is beside the document: "the number of her ID", "her ID number"."""
    is_said = _IN_CHINESE.fullmatch(between) or _stated_as().fullmatch(between)
    if not is_said and not re.match(
        r",| (?:is|was|are|were)(?!\w)|:|\s?[\-\u2013\u2014]| (?:at|to) ", between
    ):
        return False
    words = [*alone("number").finditer(between)]
    if words and len(words[-1][0]) > 1:
        rest = between[words[-1].end() :]
        if words_between(_WHOSE.sub(" ", rest)) == 0 or _OF_NAME.fullmatch(rest):
            return True
    own = _number_behind().match(plain, document.end)
    is_numbered = own is not None or alone("number").search(plain[document.start : document.end]) is not None
    return is_numbered and not _OWN_NUMBER.match(plain, own.end() if own else document.end)


@cache
def _number_behind() -> re.Pattern[str]:
    return re.compile(rf"[ \-]?(?:{alone('number').pattern})")


@cache
def _stated_as() -> re.Pattern[str]:
    """Return what finds what is between a number and what it was stated as: "88707 down as her passport"."""
    return re.compile(
        rf"(?: {LETTER}+){{0,4}} (?:as|als|comme|como|come|как|ως)"
        rf"(?: (?:{LETTER}+ )?(?:{alone('number').pattern}))?(?: {LETTER}+){{0,2}} "
    )


def _is_aloud(plain: str, between: str, shape: Shape) -> bool:
    is_end = re.match(r"[.;,]|$", plain[shape.end :]) is not None
    is_aloud = _ALOUD.fullmatch(between) is not None and not OFFICE_BEHIND.match(between)
    return is_aloud and (is_end or between.rstrip().endswith(":"))


def _ties(between: str) -> bool:
    return any(place.end() == len(between) for place in _TIED.finditer(between))


def _is_bare_number(shape: Shape) -> bool:
    return not (shape.is_day or shape.is_amount or shape.is_of_year or shape.is_in_thousands)


def is_counted(plain: str, shape: Shape) -> bool:
    """Return whether a number counts the word behind it: "is 44021 people"."""
    behind = re.match(rf"[ \-%]({LETTER}{{3,}})|%", plain[shape.end : shape.end + 24])
    return behind is not None and not _FOLLOWING.fullmatch(behind[1] or "%")
