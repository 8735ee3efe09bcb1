"""Typesetting a court or body requires for pages written for it: type, lines, margins."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.base.entity import entity
from casebook.domain.dossier.profile import Margins, Profile


@entity
class Typesetting:
    """Required values; 0 and None where there is no requirement.

    Attributes:
        least_pt: the smallest type of what counsel writes, lists and tables among it.
        least_note_pt: the smallest type of its notes and references.
        spacing: from line to line of an argument, in sizes of its type.
        most_lines: of an argument on a page.
        margins: the least of every page.
    """

    least_pt: float = 0
    least_note_pt: float = 0
    spacing: float = 0
    most_lines: int = 0
    margins: Margins | None = None

    @property
    def of_type_alone(self) -> Typesetting:
        """Return the same without what holds for the lines of an argument: a table has its own."""
        return replace(self, spacing=0, most_lines=0)


UNORDERED = Typesetting()
"""No requirement: the program's own layout applies."""


def typesetting_of(profile: Profile | None) -> Typesetting:
    """Return what a court requires or recommends of type and lines: counsel follows both in a filed argument.

    Margins follow a requirement alone. A custom or a notice changes nothing.
    """
    least_pt = _ordered(profile, "argument_font_min_pt")
    margins = profile.rule("margins_mm") if profile else None
    return Typesetting(
        least_pt=least_pt,
        least_note_pt=_ordered(profile, "footnote_font_min_pt") or least_pt,
        spacing=_ordered(profile, "argument_line_spacing"),
        most_lines=int(_ordered(profile, "max_lines_per_page")),
        margins=margins.value
        if margins and margins.level == "must" and isinstance(margins.value, Margins)
        else None,
    )


def _ordered(profile: Profile | None, field: str) -> float:
    rule = profile.rule(field) if profile else None
    return (
        float(rule.value)
        if rule and rule.level in {"must", "should"} and isinstance(rule.value, int | float)
        else 0.0
    )
