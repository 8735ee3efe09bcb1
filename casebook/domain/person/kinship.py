"""Words for a relative without a name, in the languages that dossiers are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from casebook.domain.base.first_letter import branches_by_first_letter

_BY_LANGUAGE: Mapping[str, str] = MappingProxyType(
    {
        "en": (
            "parent parents mother mothers father fathers mum mom mam mama mummy mommy dad daddy "
            "pa papa pop folks sibling siblings brother brothers sister sisters bro sis twin twins "
            "wife husband spouse spouses sons daughter daughters child children kid kids uncle "
            "uncles aunt aunts auntie cousin cousins nephew nephews niece nieces grandparent "
            "grandparents grandfather grandmother grandpa grandma granny grandson granddaughter "
            "grandchild grandchildren in-law in-laws relative relatives kin kinsman kinswoman "
            "kinfolk kinsfolk family families stepmother stepfather stepbrother stepsister"
        ),
        "fr": (
            "mère père maman papa frère frères sœur sœurs soeur soeurs épouse époux fils fille "
            "filles enfant enfants oncle tante cousine cousines neveu nièce grand-mère grand-père "
            "grands-parents beau-frère belle-sœur beau-père belle-mère famille"
        ),
        "de": (
            "Mutter Vater Vaters Eltern Mama Bruder Bruders Brüder Schwester Schwestern "
            "Geschwister Ehefrau Ehemann Ehemannes Sohn Sohnes Söhne Tochter Töchter Kinder Kindes "
            "Onkel Tante Cousin Cousine Vetter Neffe Nichte Großmutter Großvater Großeltern "
            "Schwager Schwägerin Schwiegermutter Schwiegervater Verwandte Verwandten Verwandter "
            "Angehörige Angehörigen Angehöriger Familie"
        ),
        "es, it": (
            "madre padre padres hermano hermana hermanos hermanas esposa esposo marido mujer hijo "
            "hija hijos hijas tío tía tíos primo primos sobrino sobrina abuelo abuela abuelos "
            "cuñado cuñada pariente parientes familiares familia genitori fratello sorella "
            "fratelli sorelle moglie marito figlio figlia figli zio zia cugino cugina cugini "
            "nipote nonno nonna nonni cognato cognata parente parenti famiglia"
        ),
        "el": (
            "μητέρα μητέρας πατέρας πατέρα γονείς γονέων αδελφός αδελφού αδελφό αδελφή αδελφής "
            "αδέλφια αδέρφια σύζυγος συζύγου γιος γιου κόρη κόρης παιδί παιδιά θείος θείου θεία "
            "θείας ξάδελφος ξαδέλφη συγγενής συγγενείς συγγενών οικογένεια οικογένειας οικογένειά"
        ),
        "zh": (
            "父母 母亲 母親 妈妈 媽媽 父亲 父親 爸爸 爹 娘家 兄弟 姐妹 姊妹 兄妹 哥哥 弟弟 大哥 "
            "姐姐 妹妹 姊姊 妻子 老婆 太太 丈夫 老公 配偶 儿子 兒子 女儿 女兒 孩子 子女 叔叔 伯父 "
            "舅舅 姑姑 阿姨 姨妈 姨媽 婶婶 嬸嬸 表哥 表弟 表姐 表妹 堂兄 堂弟 堂姐 堂妹 侄子 外甥 "
            "爷爷 爺爺 奶奶 祖父 祖母 外公 外婆 姥姥 姥爷 岳父 岳母 公公 婆婆 嫂子 姐夫 亲属 親屬 "
            "亲戚 親戚 家属 家屬 家人 亲人 親人"
        ),
    }
)
_WORDS = tuple(word for words in _BY_LANGUAGE.values() for word in words.split())
"""Words for relatives, but for those in `_AMBIGUOUS`."""
_BROKEN_WORD = r"(?![\-\u00ad\u2010]\s)"
"""Behind a short word that is none: "pa-" at the end of a line begins "paper"."""
_SHORT_LETTERS = 3
_AMBIGUOUS = re.compile(rf"(?<!\w)(?:son|ma)(?!\w){_BROKEN_WORD}|(?<!\w)prima(?! facie)(?!\w)")
"""Words for relatives that in French and Italian mean "his", "my", "but", "first"."""
_ROMANCE = re.compile(r"\b(?:le|la|les|de|à|par|est|une?|il|che|di|è)\b")
_GERMAN_CHILD = re.compile(r"(?<!\w)Kind(?!\w)(?! regards)")
"""With its capital, for "kind" is another word in English."""
_NO_RELATIVE = re.compile(
    r"\b(?:parent|sister) (?:compan(?:y|ies)|offices?|organi[sz]ations?|firms?|institutions?|bod(?:y|ies)"
    r"|agenc(?:y|ies)|bureaus?|bureaux|ships?|cit(?:y|ies))\b|\bbrother officers?\b"
)
"""Bodies and colleagues that are called as relatives are."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_MIN_CHARACTERS = 2
"""Characters of a word for a relation that is looked for."""


def words_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the words by which relatives may be mentioned, whatever their relations are called on record.

    A relation can be recorded in any words and language ("Zhihang's twin"), so that none of the table is left
    out: where a word is about somebody else, whoever decides says so.

    Args:
        kinds: the relations as recorded; none where there is no relative to protect.

    >>> words_of(["confidant"])[0], "Eltern" in words_of(["younger brother"]), words_of([])
    ('confidant', True, ())
    """
    own = tuple(kind.strip() for kind in kinds)
    forms = (*own, *_WORDS) if own else ()
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _MIN_CHARACTERS))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    folded_words = sorted({word.casefold() for word in words}, key=len, reverse=True)
    spaced = {
        word: f"{re.escape(word)}{_BROKEN_WORD if len(word) <= _SHORT_LETTERS else ''}"
        for word in folded_words
        if not _HAN.search(word)
    }
    joined = {word: re.escape(word) for word in folded_words if _HAN.search(word)}
    branches = (*branches_by_first_letter(spaced, is_word=True), *branches_by_first_letter(joined))
    return re.compile("|".join(branches) or r"(?!)")


def mentions(text: str, words: tuple[str, ...]) -> bool:
    r"""Return whether a text has one of these words, also in the genitive.

    >>> mentions("It was seen by his brother's wife.", ("brother",)), mentions("brotherhood", ("brother",))
    (True, False)
    >>> mentions("the pa-\nper was burnt", ("pa",)), mentions("Pa saw it", ("pa",))
    (False, True)
    >>> mentions("the parent company", ("parent",)), mentions("a brother officer", ("brother",))
    (False, False)
    """
    if not words:
        return False
    plain = _NO_RELATIVE.sub(" ", text.casefold())
    is_plain = _pattern(words).search(plain) or _GERMAN_CHILD.search(text)
    return bool(is_plain or (_AMBIGUOUS.search(plain) and not _ROMANCE.search(plain)))
