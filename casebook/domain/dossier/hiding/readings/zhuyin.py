"""Chinese in the phonetic signs of Taiwan (zhuyin, bopomofo), read in pinyin.

Source: Unicode blocks Bopomofo and Bopomofo Extended; pinyin as ISO 7098:2015 spells it.
"""

from __future__ import annotations

import re

_INITIALS = dict(
    zip(
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ",
        "b p m f d t n l g k h j q x zh ch sh r z c s".split(),  # noqa: SIM905 - a table
        strict=True,
    )
)
_FINALS = dict(
    zip("ㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦ", "a o e e ai ei ao ou an en ang eng er".split(), strict=True)  # noqa: SIM905
)
_MEDIALS = "ㄧㄨㄩ"
_WITH_INITIAL = dict(
    zip(
        "ㄧㄡ ㄧㄣ ㄧㄥ ㄨㄟ ㄨㄣ ㄨㄥ ㄩㄣ ㄩㄥ".split(),  # noqa: SIM905
        "iu in ing ui un ong un iong".split(),  # noqa: SIM905
        strict=True,
    )
)
_ALONE = dict(
    zip(
        "ㄧ ㄨ ㄩ ㄧㄣ ㄧㄥ ㄩㄣ ㄩㄥ".split(),  # noqa: SIM905
        "yi wu yu yin ying yun yong".split(),  # noqa: SIM905
        strict=True,
    )
)
_LETTER = {"ㄧ": ("y", "i"), "ㄨ": ("w", "u"), "ㄩ": ("yu", "u")}
_FORM = rf"(?P<initial>[{''.join(_INITIALS)}])?(?P<medial>[{_MEDIALS}])?(?P<final>[{''.join(_FINALS)}])?"
_TONES = "\u02c9\u02ca\u02c7\u02cb\u02d9"
_SYLLABLE = re.compile(rf"(?=[\u3105-\u3129]){_FORM}[{_TONES}\s·-]*")
ZHUYIN = re.compile(rf"[\u3105-\u3129](?:[\u3105-\u3129{_TONES}\s·-]*[\u3105-\u3129{_TONES}])?")
"""A run of syllables."""


def pinyin_of(run: str) -> str:
    """Return a run of syllables in pinyin, each with a capital, as a name without spaces is written.

    >>> pinyin_of("ㄌㄧㄣˊ ㄓˋ ㄩㄢˇ"), pinyin_of("ㄨㄤˊㄒㄧㄡˋ")
    ('LinZhiYuan', 'WangXiu')
    """
    return "".join(_spelt(place).capitalize() for place in _SYLLABLE.finditer(run))


def _spelt(place: re.Match[str]) -> str:
    initial = _INITIALS.get(place["initial"] or "", "")
    medial, final = place["medial"] or "", place["final"] or ""
    if not (medial or final):
        return f"{initial}i"
    if not medial:
        return initial + _FINALS[final]
    special = (_WITH_INITIAL if initial else _ALONE).get(medial + final)
    if special:
        return initial + special
    return initial + _LETTER[medial][bool(initial)] + _FINALS.get(final, "")
