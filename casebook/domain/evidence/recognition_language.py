"""Languages of a document as the program that recognises text names its language data.

Source: tesseract(1), section LANGUAGES AND SCRIPTS: ISO 639-2/T codes, with exceptions such as `chi_sim`.
"""

from __future__ import annotations

from collections.abc import Sequence

_CODES = {
    "en": "eng",
    "zh-Hans": "chi_sim",
    "zh-Hant": "chi_tra",
    "yue": "chi_tra",
    "ug": "uig",
    "bo": "bod",
    "mn": "mon",
    "kk": "kaz",
    "ky": "kir",
    "uz": "uzb",
    "tg": "tgk",
    "ar": "ara",
    "fa": "fas",
    "ur": "urd",
    "tr": "tur",
    "ru": "rus",
    "uk": "ukr",
    "fr": "fra",
    "de": "deu",
    "es": "spa",
    "it": "ita",
    "pt": "por",
    "nl": "nld",
    "el": "ell",
    "pl": "pol",
    "cs": "ces",
    "hu": "hun",
    "ro": "ron",
    "bg": "bul",
    "sr": "srp",
    "sv": "swe",
    "da": "dan",
    "nb": "nor",
    "fi": "fin",
    "ja": "jpn",
    "ko": "kor",
    "vi": "vie",
    "th": "tha",
    "ne": "nep",
    "hi": "hin",
    "dz": "dzo",
}
"""Code by BCP 47 tag."""
_WRITTEN_AS = {
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
}
"""Chinese by a country instead of its script."""
_TAGS = {code: tag for tag, code in reversed(_CODES.items())}
_USUAL = "eng"


def codes_of(tag: str) -> tuple[str, ...]:
    """Return the codes of a BCP 47 tag; both of Chinese without a script, none of an unknown language.

    >>> codes_of("zh-Hant-HK"), codes_of("zh-TW"), codes_of("zh"), codes_of("ug-Arab"), codes_of("")
    (('chi_tra',), ('chi_tra',), ('chi_sim', 'chi_tra'), ('uig',), ())
    """
    if tag == "zh":
        return ("chi_sim", "chi_tra")
    parts = _WRITTEN_AS.get(tag, tag).split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next(((_CODES[shorter],) for shorter in tags if shorter in _CODES), ())


def tag_of(code: str) -> str:
    """Return the BCP 47 tag of a code, "" for one that is not known.

    >>> tag_of("chi_tra"), tag_of("uig"), tag_of("equ")
    ('zh-Hant', 'ug', '')
    """
    return _TAGS.get(code, "")


def usual_codes(tag: str, installed: Sequence[str]) -> tuple[str, ...]:
    """Return the codes to read a document with: its language, else English, else the first installed.

    Args:
        tag: the BCP 47 tag of its language, "" where not stated.
        installed: the codes whose data is installed.

    >>> usual_codes("zh", ("chi_sim", "eng")), usual_codes("ug", ("chi_sim", "eng"))
    (('chi_sim',), ('eng',))
    >>> usual_codes("", ("deu",))
    ('deu',)
    """
    own = tuple(code for code in codes_of(tag) if code in installed)
    return own or ((_USUAL,) if _USUAL in installed else tuple(installed[:1]))
