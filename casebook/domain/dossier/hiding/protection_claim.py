"""Words that tell of a claim to protection, in the languages of the courts and of Chinese clients."""

from __future__ import annotations

import re

from casebook.domain.dossier.hiding.plain_letters import folded

_CLAIM = re.compile(
    r"asylum(?! (?:procedures |reception )?(?:acts?|law|directive|regulation)\b)|asyl(?!um|g\b|gesetz)"
    r"|asil[eo]\b|refugee (?:status|claim|application)|(?:statut|qualite) de refugie|fluchtlingseigenschaft"
    r"|(?:my|his|her|their) own claim\b|while (?:my|his|her|their) (?:own )?(?:claim|application) is"
    r"|(?:international|subsidiary) protection|protection (?:internationale|subsidiaire)"
    r"|internationale[nrs]? schutz|proteccion (?:internacional|subsidiaria)"
    r"|protezione (?:internazionale|sussidiaria)|ασυλ|διεθν\w+ προστασ|убежищ|庇护|庇護|难民身份|難民身[份分]"
)
"""On folded text; the names of statutes on asylum tell of nobody's claim."""


def tells_of_claim(text: str) -> bool:
    """Return whether a text tells that somebody asked for protection.

    >>> tells_of_claim("He claims asylum."), tells_of_claim("Asylum Act, section 3")
    (True, False)
    >>> tells_of_claim("I am held here while my own claim is looked at.")
    True
    """
    return bool(_CLAIM.search(folded(text)))
