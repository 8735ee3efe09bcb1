"""Words for a relative without a name, in the languages that dossiers are written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_PARENTS = "parent|parents|Eltern|padres|genitori|父母"
_SIBLINGS = "sibling|siblings|Geschwister|hermanos|fratelli|兄弟姐妹"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "mother": f"mother|mother's|mum|mère|maman|Mutter|madre|母亲|母親|妈妈|媽媽|{_PARENTS}",
        "father": f"father|dad|père|papa|Vater|padre|父亲|父親|爸爸|{_PARENTS}",
        "brother": f"brother|brothers|frère|frères|Bruder|Bruders|hermano|fratello|哥哥|弟弟|{_SIBLINGS}",
        "sister": f"sister|sisters|sœur|soeur|Schwester|hermana|sorella|姐姐|妹妹|{_SIBLINGS}",
        "wife": "wife|spouse|épouse|Ehefrau|esposa|moglie|妻子",
        "husband": "husband|spouse|époux|Ehemann|Ehemannes|esposo|marito|丈夫",
        "son": "son|sons|child|children|fils|Sohn|Sohnes|Kind|Kinder|hijo|figlio|儿子|兒子",
        "daughter": "daughter|daughters|child|children|fille|Tochter|Kind|Kinder|hija|figlia|女儿|女兒",
        "uncle": "uncle|oncle|Onkel|tío|zio|叔叔|舅舅",
        "aunt": "aunt|tante|Tante|tía|zia|阿姨|姑姑",
        "cousin": "cousin|cousins|cousine|Cousin|Cousine|primo|prima|cugino|cugina|表哥|表弟|堂兄|堂弟",
    }
)
"""Forms by the relation; "son" is French for "his": it is looked for where no French stands beside it."""
_FRENCH_HIS = re.compile(r"\b(?:le|la|les|de|à|par|est|une?)\b")
_MIN_CHARACTERS = 2
"""Signs of a word of kinship that is looked for."""


def words_of(kind: str) -> tuple[str, ...]:
    """Return the words for a relation as it is recorded ("younger brother"): its own, and those for its kind.

    >>> words_of("younger brother")[:2], "Eltern" in words_of("mother")
    (('younger brother', 'brother'), True)
    """
    own = kind.strip()
    last = own.casefold().rpartition(" ")[2]
    forms = (own, *_WORDS.get(last, "").split("|"))
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _MIN_CHARACTERS))


def mentions(text: str, word: str) -> bool:
    """Return whether a text has a word of kinship, also in the genitive.

    >>> mentions("It was seen by his brother's wife.", "brother"), mentions("brotherhood", "brother")
    (True, False)
    """
    plain, sought = text.casefold(), word.casefold()
    if sought == "son" and _FRENCH_HIS.search(plain):
        return False
    is_spaced = not re.search(r"[\u3400-\u9fff]", sought)
    sides = (r"(?<!\w)", r"(?!\w)") if is_spaced else ("", "")
    return bool(re.search(f"{sides[0]}{re.escape(sought)}{sides[1]}", plain))
