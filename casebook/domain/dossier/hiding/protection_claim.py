"""Words that tell of a claim to protection, in the languages of the courts and of Chinese clients."""

from __future__ import annotations

import re
import unicodedata

from casebook.domain.dossier.hiding.plain_letters import folded

_CLAIM = re.compile(
    r"asylum(?! (?:procedures |reception )?(?:acts?|law|directive|regulation)\b)|asyl(?!um|g\b|gesetz)"
    r"|asil[eo]\b|(?<!commissioner for )refugees?\b(?! (?:agency|board|council|law|protection division))"
    r"|(?<!pour les )refugie|refugiad|fluchtling(?!shilfswerk|srat\b|srecht)"
    r"|(?:my|his|her|their) own claim\b|while (?:my|his|her|their) (?:own )?(?:claim|application) is"
    r"|(?:international|subsidiary) protection|protection (?:internationale|subsidiaire)"
    r"|internationale[nrs]? schutz|proteccion (?:internacional|subsidiaria)"
    r"|protezione (?:internazionale|sussidiaria)|ασυλ|διεθν\w+ προστασ|убежищ"
    r"|庇护|庇護|难民(?!署|专员|法)|難民(?!署|專員|法)"
)
"""On folded text; the names of statutes on asylum and of bodies for refugees tell of nobody's claim."""
_ACCENTED = re.compile("πρόσφυγ|προσφύγων", re.IGNORECASE)
"""Greek for a refugee; without its accent it is the word for an application to a court."""


def tells_of_claim(text: str) -> bool:
    """Return whether a text tells that somebody asked for protection.

    >>> tells_of_claim("He claims asylum."), tells_of_claim("Asylum Act, section 3")
    (True, False)
    >>> tells_of_claim("I am held here while my own claim is looked at.")
    True
    """
    return bool(_CLAIM.search(folded(text)) or _ACCENTED.search(unicodedata.normalize("NFC", text)))
