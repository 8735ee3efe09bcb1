"""Names behind a word of kinship, of relatives on no record, too: they lead to the person as others do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.known_name import is_known_name
from casebook.language.ordinary import ordinary_words
from casebook.language.place import place_spellings
from casebook.language.spoken_word import is_spoken_word

_HAN_KIN = (
    "爸爸|妈妈|媽媽|父亲|父親|母亲|母親|哥哥|弟弟|姐姐|妹妹|大哥|二哥|大姐|二姐|丈夫|妻子|老公|老婆|爱人|愛人|儿子|兒子"
    "|女儿|女兒|爷爷|爺爺|奶奶|外公|外婆|姥爷|姥姥|公公|婆婆|岳父|岳母|叔叔|伯伯|伯父|舅舅|姑姑|姑父|姨妈|姨媽|阿姨"
    "|姨父|姐夫|妹夫|嫂子|弟媳|女婿|儿媳|媳妇|媳婦|堂[哥弟姐妹兄]|表[哥弟姐妹兄]|侄[子女儿兒]|外甥女?|孙子|孙女|孫子|孫女"
)
_HAN_ALIAS = "曾用名|又名|别名|別名|化名|原名|本名|乳名|小名|绰号|綽號|外号|外號"
_HAN_NAME = re.compile(
    rf"(?:{_HAN_KIN}|小[叔姑姨]子?|大[伯姑]子?|(?<![\u3400-\u9fff])[妻夫子女父母兄弟姐妹])"
    r"[\s:\uff1a,\uff0c|(\uff08]{0,2}(?:名叫|叫)?(?P<name>[\u3400-\u9fff]{2,4})"
    rf"|(?<![\u3400-\u9fff])(?P<before>[\u3400-\u9fff]{{2,3}})[,\uff0c|\t](?=(?:{_HAN_KIN}|[姨姑舅叔伯嫂侄])(?![\u3400-\u9fff]))"
)
_HAN_OTHER = re.compile(
    rf"(?:{_HAN_ALIAS})[\s:\uff1a\u201c\"]{{0,2}}(?P<name>[\u3400-\u9fff]{{2,4}}?)(?![\u3400-\u9fff])"
)
_NO_NAME = frozenset("也是在就都说說来來去有和与與的了被把给給跟对對从從系已")
"""Signs behind a name."""
_ENDS_NAME = frozenset("和與来來有去")
"""Of them those that end a name of two signs."""
_KIN = (
    r"(?:half-|step-?)?(?:mother|father|brother|sister|son|daughter)(?:-in-law)?|wife|husband|mum|mom|dad|uncle"
    r"|aunt(?:ie|y)?|cousin|niece|nephew|grand(?:mother|father|son|daughter|ma|pa)|fiancee?|partner|spouse|in-law"
)
_WORD = r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?|[A-Z]{3,}"
_LATIN_NAME = re.compile(
    rf"(?<!\w)(?i:{_KIN})(?:[,:|]? (?:named |called |is )?|[,:|\t(])"
    rf"(?P<name>(?:{_WORD})(?:[ \-](?:{_WORD})){{0,2}})(?![\w'\u2019])"
)
_LATIN_BEFORE = re.compile(
    rf"(?<![\w\-])(?P<name>(?:{_WORD})(?:[ \-](?:{_WORD})){{0,2}})"
    rf"(?:[,|\t] ?(?:(?:my|his|her|their) )?| (?:is|was) (?:my|his|her|their) )(?i:{_KIN})(?![\w\-])"
)
_NAMES_OF_TWO, _LONGEST = 2, 3
"""Signs of most Chinese names."""


def names_of_kin(text: str) -> Iterator[tuple[int, int]]:
    """Yield what may be a name behind a word of kinship, as slices; no word of a language.

    >>> said = "弟弟赵明远、妹夫王海波; my uncle Chen Guang; Brother-in-law, Wang Haibo; her mother March"
    >>> [said[start:end] for start, end in names_of_kin(said)]
    ['赵明远', '王海波', 'Chen Guang', 'Wang Haibo']
    """
    for place in _HAN_NAME.finditer(text):
        name = "name" if place["name"] else "before"
        start, length = place.start(name), _length(place[name])
        if length:
            yield start, start + length
    yield from (place.span("name") for place in _HAN_OTHER.finditer(text))
    for pattern in (_LATIN_NAME, _LATIN_BEFORE):
        for place in pattern.finditer(text):
            words = [folded(word) for word in re.split(r"[ \-]", place["name"])]
            if not all(map(_is_of_language, words)):
                yield place.span("name")


def _length(signs: str) -> int:
    """Return how many of some Chinese signs are a name, or 0."""
    for length in range(min(len(signs), _LONGEST), _NAMES_OF_TWO - 1, -1):
        name = signs[:length]
        no_name = _NO_NAME if length == _LONGEST else _NO_NAME - _ENDS_NAME
        if is_known_name(name) and name[-1] not in no_name:
            return length
    return 0


def _is_of_language(word: str) -> bool:
    return word in ordinary_words() or is_spoken_word(word) or bool(place_spellings(word))
