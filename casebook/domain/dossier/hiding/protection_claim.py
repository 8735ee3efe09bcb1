"""Words that tell of a claim to protection, in the languages of the courts and of Chinese clients."""

from __future__ import annotations

import re
import unicodedata

from casebook.domain.dossier.hiding.plain_letters import folded_words

_OTHER_SCRIPTS = "|".join(
    map(
        folded_words,
        ("убежищ", "беженец", "беженк", "беженц", "беженств", "پاناھلىق", "لجوء", "لاجئ", "སྐྱབས་བཅོལ"),
    )
)
_CLAIM = re.compile(
    r"asyl|asil[eo]\b|\basiel|\bazyl|refugees?\b|refugie|refugiad|fluchtling|vluchteling|uchodzc"
    r"|\biltica|multeci|siginma"
    r"|(?:my|his|her|their) own claim\b|while (?:my|his|her|their) (?:own )?(?:claim|application) is"
    r"|(?:international|subsidiary|humanitarian) protection|protection (?:internationale|subsidiaire)"
    r"|\bprotection claim|claim\w* (?:for|to) protection|appl(?:y|ying|ied|ies) for protection"
    r"|withholding of removal|(?:internationale|subsidiare)[mnrs]? schutz"
    r"|proteccion (?:internacional|subsidiaria)|protezione (?:internazionale|sussidiaria)"
    r"|ασυλ|διεθν\w+ προστασ|庇护|庇護|难民|難民|避难|避難|亡命"
    rf"|{_OTHER_SCRIPTS}"
)
"""On folded text."""
_NAME = re.compile(
    r"asylum (?:procedures |reception )?(?:acts?|directive|regulation)\b|asylg\b|asylgesetz"
    r"|commissioner for refugees|pour les refugies"
    r"|refugee (?:agency|board|council|law|protection division)|fluchtlings(?:hilfswerk|rat\b|recht)"
    r"|难民(?:署|专员|法)|難民(?:署|專員|法)"
)
"""Statutes on asylum and bodies for refugees, which by themselves tell of nobody's claim."""
_OWN_STEP = re.compile(
    r"\b(?:my|his|her|their|claim\w*|appl(?:y|ying|ied|ies)|applications?|decisions?|interview\w*"
    r"|sein(?:e[mnrs]?)?|ihr(?:e[mnrs]?)?|\w*antrag\w*|abgelehnt\w*|demand(?:e|es|eur|euse|eurs|a|ait)"
    r"|refused|rejected|granted)\b|(?:申请|申請|他|她)"
)
"""What makes of a statute or body one that somebody turned to, in the same sentence."""
_SENTENCE_END = re.compile(
    r"(?<=\w\w\w[.!?])(?<![Aa]rt\.)(?<!Abs\.)(?<![Ss]ec\.)\s+(?=[^\W\d_a-z])|(?<=[。！？])|\n\s*\n"
)
_ACCENTED = re.compile("πρόσφυγ|προσφύγων", re.IGNORECASE)
"""Greek for a refugee; without its accent it is the word for an application to a court."""


def tells_of_claim(text: str) -> bool:
    """Return whether a text tells that somebody asked for protection.

    >>> tells_of_claim("He claims asylum."), tells_of_claim("Asylum Act, section 3")
    (True, False)
    >>> tells_of_claim("The decision in his case is under the Asylum Act.")
    True
    >>> tells_of_claim("I am held here while my own claim is looked at.")
    True
    """
    if _ACCENTED.search(unicodedata.normalize("NFC", text)):
        return True
    if not _CLAIM.search(folded_words(text)):
        return False
    sentences = map(folded_words, _SENTENCE_END.split(text))
    return any(map(_is_of_claim, sentences))


def _is_of_claim(sentence: str) -> bool:
    """Return whether a folded sentence tells of a claim by more than the name of a statute or body."""
    return bool(_CLAIM.search(sentence if _OWN_STEP.search(sentence) else _NAME.sub("", sentence)))
