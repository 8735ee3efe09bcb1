"""Latin spellings of names written in Chinese characters."""

from __future__ import annotations

from casebook.language.hanzi import han_runs


def pinyin_forms(text: str) -> tuple[str, ...]:
    """Pinyin without tones of each run of Chinese characters, in the ways people type it.

    For a name of three characters: syllables apart, all together, and the given name together.

    >>> pinyin_forms("林志远")
    ('lin zhi yuan', 'linzhiyuan', 'lin zhiyuan')
    """
    forms: dict[str, None] = {}
    for run in han_runs(text):
        from pypinyin import lazy_pinyin

        syllables = [syllable.replace("ü", "v") for syllable in lazy_pinyin(run)]
        for form in (" ".join(syllables), "".join(syllables), f"{syllables[0]} {''.join(syllables[1:])}"):
            forms[form.strip()] = None
    return tuple(forms)
