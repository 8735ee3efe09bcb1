"""What each type of copy is for, in words."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.i18n import Translator
from casebook.domain.dossier.build import CopyKind


def about_copies(words: Translator) -> Mapping[CopyKind, str]:
    """Return what a person should know of each type of copy before it is built."""
    return {
        "draft": words(
            "For the office: built whatever is still open, and marked DRAFT on every page. "
            "The pre-filing check lists what keeps it from being filed."
        ),
        "filing": words("For the court and your own records. Privileged exhibits are withheld."),
        "service": words("For the other party: protected fields and privileged exhibits are left out."),
        "pseudonymised": words(
            "Names in every script and identifying details are replaced. Review each "
            "replacement first. Pages no program can read are left out until you have checked "
            "them. If a name is still found afterwards, no file is written."
        ),
    }


def file_names(words: Translator) -> Mapping[CopyKind, str]:
    """Return the suggested file name of each type of copy, without its ending."""
    return {
        "draft": words("dossier-draft"),
        "filing": words("dossier-filing"),
        "service": words("dossier-service"),
        "pseudonymised": words("dossier-pseudonymised"),
    }
