"""Routes: the court, remedy and form for opposing a return in one country."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.entity import entity


@entity
class Route:
    """A route.

    Attributes:
        id: stable word of the pack ("route-cy").
        forum: ISO 3166 code of the country, or ``ECHR``, ``UN`` or ``EU``.
        court: the courts and authorities, in order.
        remedy: what is brought, and before whom.
        time: periods in words, for orientation; a deadline is computed from the rules, never from here.
        form: headings and papers it takes.
        laws: the provisions it rests on, as cited.
        source_ids: the authorities on it.
        how_read: what was read for it, in words.
        warning: what must be checked first.
        checked_on: the day it was last checked, or None where nobody noted one.
        pack: version of the pack it came with.
    """

    id: str
    forum: str
    title: str
    court: str
    remedy: str
    time: str = ""
    form: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    how_read: str = ""
    warning: str = ""
    checked_on: date | None = None
    pack: str = ""
