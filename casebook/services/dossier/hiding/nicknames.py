"""What friends and colleagues make of a Chinese name: "小林", "阿远", "Ah Yuan", "阿Yuan", "航航"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, product, starmap

from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.language.cantonese import family_rank, hong_kong
from casebook.language.hanzi import has_han
from casebook.language.mandarin import parted, readings, run_together
from casebook.language.ordinary import english_words, ordinary_words
from casebook.language.spelling import LONGEST_HAN
from casebook.language.syllable import syllables

_BEFORE_FAMILY, _BEFORE_GIVEN, _AFTER_GIVEN = "小老阿", "阿小", "哥姐弟妹叔姨仔"
_LATIN_BEFORE_FAMILY = ("Xiao", "Lao", "Hsiao", "Ah", "Siu")
_LATIN_BEFORE_GIVEN = ("A", "Ah", "Xiao", "Hsiao", "Siu")
_SYLLABLES = 3
_WORDS_IN_A = frozenset(["ace", "ache", "age", "ago", "ale", "amen", "an", "are", "ate", "awe", "along"])
"""English words that "A" makes with a syllable; "Ah" and "Xiao" make none."""
_KIN_BEFORE_GIVEN = ("Brother", "Sister", "Uncle", "Aunt", "Auntie", "Aunty")
_LATIN_AFTER_GIVEN = ("Ge", "Jie", "Di", "Mei", "Zai", "Je", "Gor", "Goh", "Jai", "Suk", "Yi")
_WITHOUT_SPACE = re.compile(r"[^\W\d_]{1,6}")
"""One syllable of a name from Hong Kong, Singapore or Taiwan, whose words are syllables."""


def nicknames(name: str, label: str, kind: FactKind) -> Iterator[Hidden]:
    """The nicknames that follow from a name in Chinese characters or in pinyin; none from another."""
    ways = _of_han(name) if has_han(name) else _of_pinyin(name)
    forms = dict.fromkeys(ways)
    for form in filter(_needs_no_capital, forms):
        yield Hidden(form=form, label=label, is_name=False, kind=kind)
    for form in forms:
        yield Hidden(form=form, label=label, is_name=False, kind=kind, shape="nickname")
    for part in dict.fromkeys(_syllables_of_parts(name)):
        yield Hidden(form=" ".join(part).title(), label=label, kind=kind, shape="syllables")


def _syllables_of_parts(name: str) -> Iterator[tuple[str, ...]]:
    """The syllables of a Chinese given or family name of two or more."""
    if has_han(name):
        is_chinese = len(name) <= LONGEST_HAN and all(map(has_han, name))
        ways = [tuple(map(syllables, way)) for way in readings(name)] if is_chinese else []
    else:
        family, *given = name.split() or [""]
        ways = [(syllables(family), syllables("".join(given).replace("-", "")))]
    for way in ways:
        if len(way) > 1 and all(way):
            yield from (part for part in way if len(part) > 1)


def _of_han(name: str) -> Iterator[str]:
    if len(name) > LONGEST_HAN or not all(map(has_han, name)):
        return
    for read in hong_kong(name):
        yield from _of_pinyin(read)
    given = name[len(parted(name)[0]) :]
    family = name.removesuffix(given) if given else name
    yield from map("".join, product(_BEFORE_FAMILY, (family,)))
    yield from map("".join, product(_BEFORE_GIVEN, given[-1:]))
    yield from map("".join, product(given, _AFTER_GIVEN))
    for sign in given:
        yield sign * 2
        yield _doubled(run_together(sign))


def _of_pinyin(name: str) -> Iterator[str]:
    words = name.split()
    given = syllables("".join(words[1:]).replace("-", "")) if len(words) > 1 else ()
    if not given or not syllables(words[0]):
        yield from chain.from_iterable(starmap(_of_given, _by_words(name)))
    else:
        yield from _of_given(words[0], given)
        if _has_family_last(words):
            yield from chain.from_iterable(starmap(_of_given, _by_words(name)))


def _by_words(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The family name and the syllables of the given name of a name written by syllables.

    Either may stand first where the last word is the commoner family name of Hong Kong.
    """
    family_first = re.split(r"[\s\-]+", name.strip())
    if len(family_first) != _SYLLABLES or not all(map(_WITHOUT_SPACE.fullmatch, family_first)):
        return
    has_stroke = name.find("-") < name.strip().rfind(" ") and "-" in name
    family_last = [*family_first[2:], *family_first[:2]]
    orders = [family_last] if has_stroke else [family_first]
    if _has_family_last(family_first) and not has_stroke:
        orders.append(family_last)
    yield from ((family, tuple(given)) for family, *given in orders)


def _has_family_last(words: Sequence[str]) -> bool:
    return family_rank(words[-1]) < family_rank(words[0])


def _of_given(family: str, given: tuple[str, ...]) -> Iterator[str]:
    last = given[-1].capitalize()
    yield from map(" ".join, product(_LATIN_BEFORE_FAMILY, (family.capitalize(),)))
    is_word = f"a{last}".casefold() in _WORDS_IN_A or last.casefold() in english_words()  # "A Man"
    yield from map(" ".join, product(_LATIN_BEFORE_GIVEN[is_word:], (last,)))
    yield from map(" ".join, product(_KIN_BEFORE_GIVEN, (last,)))
    yield from map(" ".join, product((last,), _LATIN_AFTER_GIVEN))
    yield from map("".join, product(_BEFORE_GIVEN, (last,)))
    yield from map("".join, product((last,), _AFTER_GIVEN))
    for syllable in given:
        yield _doubled(syllable)
        yield f"{syllable.capitalize()} {syllable.capitalize()}"


def _needs_no_capital(form: str) -> bool:
    """Return whether a nickname is no word in small letters either: "ah yan"."""
    begun, _, syllable = form.casefold().partition(" ")
    return begun == "ah" and len(syllable) > 2 and not _is_word(syllable)  # noqa: PLR2004 - "ah so"


def _is_word(letters: str) -> bool:
    return any(letters in words for words in (english_words(), ordinary_words(), FUNCTION_WORDS))


def _doubled(syllable: str) -> str:
    """A syllable of a given name said twice, as to a child."""
    return f"{syllable.capitalize()}{syllable.lower()}"
