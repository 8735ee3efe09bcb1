"""Scripts in which no spelling of a name is known, so that a search of a text in them finds nobody.

Names are known in Latin, Greek, Cyrillic and Tibetan script, in Uyghur, in Chinese characters, in zhuyin and
in Hangul; words in Arabic script without a letter of Uyghur are another language, unless each stands alone
among more that have one.
Source of the blocks: Unicode 16.0, Blocks.txt.
"""

from __future__ import annotations

import re

from casebook.domain.dossier.hiding.readings.text_reading import spelt_out

_SCRIPTS = {
    "Armenian": "\u0531-\u0587",
    "Hebrew": "\u05d0-\u05f2\ufb1d-\ufb4f",
    "Syriac": "\u0710-\u074f",
    "Thaana": "\u0780-\u07a5",
    "Indic": "\u0904-\u0dff\ua8e0-\ua8ff",
    "Thai": "\u0e01-\u0e4e",
    "Lao": "\u0e81-\u0edf",
    "Burmese": "\u1000-\u1049\uaa60-\uaa7f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Ethiopic": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
    "Cherokee": "\u13a0-\u13ff\uab70-\uabbf",
    "Khmer": "\u1780-\u17d3",
    "Mongolian": "\u1820-\u18aa",
    "kana": "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d",
    "Yi": "\ua000-\ua4c6",
    "other": "\u07c0-\u085f\u1400-\u177f\u1900-\u1c4f\u1c50-\u1c7f\u2c80-\u2cff\u2d30-\u2d7f\ua4d0-\ua63f"
    "\ua6a0-\ua6ff\ua800-\ua8df\ua900-\uaa5f\uaa80-\uaadf\uabc0-\uabff\U00010000-\U0001cfff",
}
_RUNS = {name: re.compile(f"[{letters}]{{2}}") for name, letters in _SCRIPTS.items()}
"""One sign alone, such as \u306e in the name of a shop, is no text."""
_ARABIC_RUN = re.compile(
    "[\u0621-\u064a\u066e-\u06d5](?:[\\s\u060c\u0600-\u06ff]*[\u0621-\u064a\u066e-\u06d5]){2,}"
)
_UYGHUR = re.compile("[\u06ad\u06c6-\u06c8\u06cb\u06d0\u06d5\u06be]|\u0626")
"""Letters that Arabic does not have, or that begin syllables of Uyghur; hardly a word of it has none."""
_ANY = re.compile(f"[{''.join(_SCRIPTS.values())}]{{2}}")


def unsearched_scripts(text: str) -> tuple[str, ...]:
    """Return the names of the scripts in a text in which names are not searched; usually none.

    >>> unsearched_scripts("Lin, \u6797, \u041b\u0438\u043d"), unsearched_scripts("\u0e2b\u0e25\u0e34\u0e19")
    ((), ('Thai',))
    """
    if text.isascii() and "[" not in text:
        return ()
    whole = spelt_out(text)
    known = (name for name, run in _RUNS.items() if run.search(whole)) if _ANY.search(whole) else ()
    runs = [run[0] for run in _ARABIC_RUN.finditer(whole)]
    others = [run for run in runs if not _UYGHUR.search(run)]
    # One word alone, as between the figures of a date, is of the language around it.
    is_arabic = len(others) * 2 > len(runs) or any(len(run.split()) > 1 for run in others)
    return (*known, *(("Arabic",) if is_arabic else ()))
