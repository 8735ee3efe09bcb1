"""Courts and bodies of a country, as the supplied and custom rules name them."""

from __future__ import annotations

from collections import Counter

from casebook.services.base.session import Session
from casebook.services.deadline.deadline_details import counted_with


def courts_of(session: Session, jurisdiction: str) -> tuple[str, ...]:
    """Return the courts and bodies of a country, those with most rules first; without one, of every country.

    What names several bodies at once is no court that a proceeding could be before.

    Args:
        session: the open vault.
        jurisdiction: ISO 3166 with or without a part, or "".
    """
    country = jurisdiction.partition("-")[0].upper()
    forums = Counter(
        rule.forum
        for rule in counted_with(session).rules()
        if rule.forum and "/" not in rule.forum and (not country or rule.jurisdiction == country)
    )
    return tuple(forum for forum, _ in sorted(forums.items(), key=lambda pair: (-pair[1], pair[0])))
