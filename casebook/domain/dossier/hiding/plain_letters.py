"""Letters folded to their visual equivalents, so that hidden names are found.

Every function keeps the length of the text: a place in what it returns is the same place in it.

Sources: Unicode Technical Standard 39, confusables.txt 16.0, for letters of other scripts that look like one
Latin letter; for Uyghur letters the Arabic ones they are replaced with where a keyboard has no others.
"""

from __future__ import annotations

import re
import unicodedata

HAMZA_SEAT = "\u0626"
"""The first letter of a Uyghur syllable that begins with a vowel; often omitted."""
LONG_LETTERS = 6
"""Minimum letters of a form that may be broken anywhere, and adjoin digits in a handle."""
UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, joiners and direction marks, which are invisible."""
BETWEEN = rf"[\s_+\-\u2010-\u2015'\u2019\u00b7\u02bc.,\u0300-\u036f\u0f0b-\u0f0d\u30fb{UNSEEN}]"
"""Characters allowed between the parts of a name, or at a line break within it."""
APOSTROPHES = "'\u2019\u02bc"
ACCENTS = rf"[\u0300-\u036f{UNSEEN}]"
"""Characters allowed after a letter without separating it from the next."""
BETWEEN_FIGURES = (
    r"[\s.,:;()\[\]/\\|~_+\-'\u2019\u00b7\u2010-\u2015\u2022\u2027\u2212\u2219\u22c5\u30fb\u3001\ufe0f\u20e3]"
)
"""Characters that part the groups of a telephone number, and what makes a key of a digit."""
UNPARTED = "\u2e80-\u9fff\uac00-\ud7a3\U00020000-\U0003134f"
"""Scripts without word separators: a Latin name, a month or a number needs no space there."""
LETTER = rf"[^\W\d_{UNPARTED}]"
"""What makes a name part of another word: "lin_zhiyuan89" and "KaYan_notes" hold names, "Linden" does not."""
LETTER_OR_DIGIT = rf"[^\W{UNPARTED}]"
PARTED = r"[\W_]{0,3}"
"""What may part the words of a name or the groups of a number."""
CASED = re.compile("[a-z\u00df-\u024f\u0370-\u03ff\u0400-\u052f]")
"""A letter of a script with capitals, folded."""
_NO_SIGN = re.compile(rf"[\W_{HAMZA_SEAT}]+")
_NO_SIGN_IN_LINE = re.compile(rf"(?:[^\w\n]|[_{HAMZA_SEAT}])+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_TONED = re.compile(r"(?<![^\W_])[a-z:]{1,6}[1-5](?:[\s\-]?[a-z:]{1,6}[1-5])*(?![^\W_])")
_TONE = re.compile("[1-5]")
_TONE_AFTER = re.compile("[a-z:][1-5]")
_ARABIC = str.maketrans(
    {
        "\u0622": "\u0627",
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u06d0": "\u064a",
        "\u06d2": "\u064a",
        "\u0629": "\u0647",
        "\u06be": "\u0647",
        "\u06c1": "\u0647",
        "\u06d5": "\u0647",
        "\u0624": "\u0648",
        "\u06c6": "\u0648",
        "\u06c7": "\u0648",
        "\u06c8": "\u0648",
        "\u06cb": "\u0648",
        "\u06a9": "\u0643",
        "\u06ad": "\u0643",
        "\u06af": "\u0643",
        "\u067e": "\u0628",
        "\u0686": "\u062c",
        "\u0698": "\u0632",
    }
)
_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
"""Letters of Kazakh, Kyrgyz and Uyghur as spelled in Russian documents."""
_ENCLOSED = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
"""The first of the letters in squares, in black circles and squares, and of those that make flags."""
_LOOK_ALIKES = str.maketrans(
    # Cyrillic, Greek and Armenian, small and large, then Latin letters of phonetic alphabets.
    "аеорсухіїјѕһԁԛԝӏгвкмнтАЕОРСУХІЇЈЅҺԀԚԜӀВКМНТαβεικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսհոցզյıɡɩʏɴʟʀɪʙɢʜᴀᴄᴅᴇᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡᴢꜰꞯ",
    "aeopcyxiijshdqwlrbkmhtAEOPCYXIIJSHDQWIBKMHTabeikvoptuxyABEZHIKMNOPTYXoshngqjigiynlribghacdejkmopstuvwzfq",
) | {first + at: 65 + at for first in _ENCLOSED for at in range(26)}


def folded(text: str) -> str:
    """Return a text without case and accents, Uyghur letters as Arabic; one letter for each letter.

    The digits of every script become those of ASCII.
    """
    return (text if text.isascii() else text.translate(_BASES)).lower()


def folded_words(text: str) -> str:
    """Return the words of the folded text with one space between two.

    >>> folded_words("Comité  contre  la Torture ")
    'comite contre la torture'
    """
    return " ".join(folded(text).split())


def unmasked(text: str) -> str:
    """Return the folded text with letters that look Latin replaced by Latin ones.

    >>> unmasked("Zhіyuаn")
    'zhiyuan'
    """
    return folded(text if text.isascii() else text.translate(_LOOK_ALIKES))


def toneless(folded_text: str) -> str:
    """Return the folded text with tone numbers after syllables replaced by soft hyphens.

    >>> toneless("lin2 zhi4yuan3, page 2").replace("\u00ad", "*")
    'lin* zhi*yuan*, page 2'
    """
    if not _TONE_AFTER.search(folded_text):
        return folded_text
    return _TONED.sub(lambda run: _TONE.sub("\u00ad", run[0]), folded_text)


def squeezed(folded_text: str) -> str:
    """Return letters, digits and characters of writing only, without the hamza seat."""
    if folded_text.isascii():
        return folded_text if folded_text.isalnum() else folded_text.translate(_NO_LETTERS)
    return _NO_SIGN.sub("", folded_text)


def squeezed_lines(folded_text: str) -> list[str]:
    r"""Return each line of a folded text as `squeezed` does, of thousands of lines at once.

    >>> squeezed_lines("lin zhi-yuan\nkaya")
    ['linzhiyuan', 'kaya']
    """
    return _NO_SIGN_IN_LINE.sub("", folded_text).split("\n")


def breakable(word: str) -> str:
    """Return a regular expression for a folded word with separate accents; a long one may break."""
    return (f"{BETWEEN}?" if len(word) >= LONG_LETTERS else f"{ACCENTS}*").join(map(re.escape, word))


def chunks(form: str) -> list[list[str]]:
    """Return the words of a name, split at hyphens but not at apostrophes."""
    chunks = (
        "".join(
            letter if letter in APOSTROPHES or unicodedata.category(letter)[0] in "LMN" else " "
            for letter in chunk
        ).split()
        for chunk in re.split(r"[\s,\u00b7]+", form)
    )
    return [chunk for chunk in chunks if chunk] or [[form]]


def is_one_slip(word: str, other: str) -> bool:
    """Return whether two words differ by at most one letter: inserted, deleted, replaced or transposed.

    >>> is_one_slip("zhiyan", "zhiyuan"), is_one_slip("zhiyang", "zhiyuan"), is_one_slip("zhiyaun", "zhiyuan")
    (True, False, True)
    """
    alike = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    alike = min(len(word), len(other)) if alike is None else alike
    tail, other_tail = word[alike:], other[alike:]
    if tail[:2] == other_tail[:2][::-1] and tail[2:] == other_tail[2:]:
        return True
    return any(tail[cut:] == other_tail[other_cut:] for cut, other_cut in ((0, 1), (1, 0), (1, 1)))


def _base(letter: str) -> str:
    if letter == HAMZA_SEAT:
        return letter
    if letter == "\u0131":
        return "i"  # of Turkish and Azerbaijani, whose capital is that of i
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    base = unicodedata.normalize("NFKD", letter.translate(_ARABIC).translate(_RUSSIAN))[:1].casefold()
    return base if len(base) == 1 else letter


class _Bases(dict[int, str]):
    """The base of each letter, worked out when it is met first; `str.translate` asks it letter by letter."""

    def __missing__(self, code: int) -> str:
        base = self[code] = _base(chr(code)) if code >= _FIRST_FAR else chr(code)
        return base


_FIRST_FAR = 0x80
_BASES = _Bases()
