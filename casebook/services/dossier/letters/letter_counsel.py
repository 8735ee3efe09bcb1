"""Counsel and interpreter of a case, as a letter names them."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.i18n import Translator
from casebook.domain.person.contact import Contact
from casebook.services.dossier.letters.letter_text import spoken
from casebook.services.person.role import CaseRole


def counsel_values(roles: Sequence[CaseRole], words: Translator) -> dict[str, str]:
    """Return the fields on counsel and on a vetted interpreter; "" for what is not recorded.

    Args:
        roles: of contacts in the case.
        words: of the letter.
    """
    counsel = next((one.contact for one in roles if one.role.kind == "counsel"), None)
    interpreter = next(
        (one.contact for one in roles if one.role.kind == "interpreter" and one.vetting == "vetted"),
        None,
    )
    return {
        "counsel.name": counsel.name if counsel else "",
        "counsel.body": counsel.body if counsel else "",
        "counsel.reach": _reach(counsel) if counsel else "",
        "interpreter.name": interpreter.name if interpreter else "",
        "interpreter.languages": spoken(interpreter.languages, words) if interpreter else "",
    }


def _reach(contact: Contact) -> str:
    """Return an address that may stand on paper: e-mail first, never a messenger."""
    by_kind = {channel.kind.casefold(): channel.address for channel in contact.channels}
    return next((by_kind[name] for name in ("e-mail", "email", "telephone") if name in by_kind), "")
