"""What friends and colleagues make of a Chinese name: "小林", "阿远", "Ah Yuan", "航航", "Hanghang"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.language.hanzi import has_han
from casebook.language.mandarin import parted, readings, run_together
from casebook.language.spelling import LONGEST_HAN
from casebook.language.syllable import syllables

_BEFORE_FAMILY, _BEFORE_GIVEN, _AFTER_GIVEN = "小老", "阿小", "哥姐弟妹叔姨仔"
_LATIN_BEFORE_FAMILY = ("Xiao", "Lao", "Hsiao")
_LATIN_BEFORE_GIVEN = ("A", "Ah", "Xiao", "Hsiao", "Siu")
_WORDS_IN_A = frozenset(["ace", "ache", "age", "ago", "ale", "amen", "an", "are", "ate", "awe", "along"])
"""English words that "A" makes with a syllable; "Ah" and "Xiao" make none."""
_LATIN_AFTER_GIVEN = ("Ge", "Jie", "Di", "Mei", "Zai")


def nicknames(name: str, label: str, kind: FactKind) -> Iterator[Hidden]:
    """The nicknames that follow from a name in Chinese characters or in pinyin; none from another."""
    for form in dict.fromkeys(_of_han(name) if has_han(name) else _of_pinyin(name)):
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
        return
    last = given[-1].capitalize()
    yield from map(" ".join, product(_LATIN_BEFORE_FAMILY, (words[0].capitalize(),)))
    before = _LATIN_BEFORE_GIVEN[f"a{last}".casefold() in _WORDS_IN_A :]
    yield from map(" ".join, product(before, (last,)))
    yield from map(" ".join, product((last,), _LATIN_AFTER_GIVEN))
    for syllable in given:
        yield _doubled(syllable)


def _doubled(syllable: str) -> str:
    """A syllable of a given name said twice, as to a child."""
    return f"{syllable.capitalize()}{syllable.lower()}"
