"""Characters without a font: those that show nothing are left out, others are named."""

from __future__ import annotations

from casebook.pdf.typeset.fonts.substitution import settable


def test_characters_that_show_nothing_are_never_spelt_out() -> None:
    """Their names between the characters of a name would hide it from a search and from nobody else."""
    assert settable("林\ufe00志\U000e0100远\U000e0041").count("[") == 0
    assert settable("a\U0001f44d") == "a[thumbs up sign]"
