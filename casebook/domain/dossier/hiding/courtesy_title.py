"""Titles and remarks around a recorded name, which are no part of it: "Mr Zhao (given name not known)"."""

from __future__ import annotations

import re

from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.dossier.hiding.short_name import TITLES_AFTER

_TITLES = """
mr mrs ms miss mx sir dame lady lord madam madame mme mlle monsieur messrs m me maitre herr frau dr drs prof
professor judge justice advocate adv attorney esq rev fr sr sra srta senor senora don dona dott avv sig sigra
signor signora ing mag lic κ κα κος κου κο κας κυρια κυριας κυριος κυριου κυριο δρ г гн господин госпожа
"""
_FUNCTION_WORDS = """
a an and as at but by for from he her his if in is it no not of on or our she so that the their they this to
was we who with you al au aux ce de des du elle en et il la le les leur lui ne non ou par pas que qui sa se
ses si son sur un une am auf aus bei das dem den der die ein er es fur im ist mit nach sie um und von vor war
wie wir zu zum da del della di do dos e el i las lo los o por su sus y yo
"""
TITLES = frozenset(_TITLES.split())
"""Titles before a name, folded and without their full stop."""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Short words of English, French, German, Spanish, Italian and Portuguese, folded; alone they name nobody."""
_REMARK = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]\s*")
_BRACKET = re.compile(r"[(（\[【]")
_BEFORE = re.compile(r"(?P<title>[^\W\d_]+)(?:\.\s*|\s+)(?=\w)")
_HAN_AFTER = re.compile(rf"(?<=\w)(?:{TITLES_AFTER})$")


def bare_name(stated: str) -> str:
    """Return a name without remarks in brackets and without the titles around it; "" if nothing is left.

    >>> bare_name("Mr Zhao (given name not known)"), bare_name("Prof. Dr. Eva Lang"), bare_name("赵先生")
    ('Zhao', 'Eva Lang', '赵')
    """
    # Most names have no brackets, and are asked for by the ten thousand.
    name = (_REMARK.sub(" ", stated) if _BRACKET.search(stated) else stated).strip(" ,;")
    while (match := _BEFORE.match(name)) and folded(match["title"]) in TITLES:
        name = name[match.end() :]
    name = name if name.isascii() else _HAN_AFTER.sub("", name)
    return "" if folded(name).strip(". ") in TITLES else name
