"""Registry closures that the supplied calendars do not contain, such as a strike or a storm."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.entity import entity


@entity
class Closure:
    """One day of closure.

    Attributes:
        calendar_id: the calendar it belongs to, such as ``CY``.
        why: as the registry gave it.
    """

    id: str
    calendar_id: str
    on: date
    why: str
