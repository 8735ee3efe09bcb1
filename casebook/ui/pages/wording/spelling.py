"""Texts for how a spelling is derived from a name."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.services.base.search import SearchHit
from casebook.services.person.similar_names import Likely


def systems(words: Translator) -> dict[str, str]:
    """Return the name of each spelling system."""
    return {
        "as-stated": words("as stated"),
        "simplified": words("Simplified characters"),
        "traditional": words("Traditional characters"),
        "pinyin": words("Pinyin"),
        "pinyin-with-tones": words("Pinyin with tones"),
        "passport-pinyin": words("Chinese passport spelling"),
        "wade-giles": words("Wade-Giles"),
        "taiwan-passport": words("Taiwan passport spelling"),
        "hong-kong": words("Hong Kong spelling"),
        "uly": words("Uyghur (Latin script)"),
        "latin": words("Usual spelling"),
        "uyghur-arabic": words("Uyghur (Arabic script)"),
        "uyghur-cyrillic": words("Uyghur (Cyrillic script)"),
        "cyrillic": words("Cyrillic letters"),
        "through-chinese": words("Pinyin of the Chinese transliteration"),
        "chinese-rendering": words("Chinese transliteration"),
        "tibetan": words("Tibetan script"),
        "wylie": words("Wylie"),
    }


def found_by(hit: SearchHit | Likely, words: Translator) -> str:
    """Return why a name was found: "Wade-Giles of 张晓明: Chang Hsiao-ming", or "" if obvious."""
    if not hit.form or hit.system == "as-stated":
        return hit.form_of if hit.form_of and hit.form_of != hit.title else ""
    return words(
        "{system} of {name}: {form}",
        system=systems(words)[hit.system],
        name=f"\u2068{hit.form_of}\u2069",
        form=f"\u2068{hit.form}\u2069",
    )
