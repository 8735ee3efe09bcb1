"""The pages of guardians: the words of a share, and what is asked of its holder; they name nobody."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.i18n import Translator
from casebook.pdf.typeset.single_page import Kind, set_leaves
from casebook.services.vault.guardian import NewShares

WORDS_A_LINE = 3


def guardian_sheets(new: NewShares, numbers: Iterable[int], *, language: str = "en") -> bytes:
    """Return an A4 page for each of some guardians as one PDF; the caller chooses the destination.

    Args:
        new: the shares.
        numbers: of the shares, from 1.
        language: of the words, but for those of the share.
    """
    words = Translator(language)
    sheets = [_lines(words, new, number) for number in numbers]
    return set_leaves(words("Share of a guardian"), sheets, language=language)


def share_text(new: NewShares, number: int, *, language: str = "en") -> str:
    """Return a share as a text file: its words, and below an empty line what a page says."""
    lines = _lines(Translator(language), new, number)
    return "\n\n".join((new.words[number - 1], *(line for kind, line in lines if kind != "code"))) + "\n"


def _lines(words: Translator, new: NewShares, number: int) -> list[tuple[Kind, str]]:
    numbered = [f"{at} {word}" for at, word in enumerate(new.words[number - 1].split(), start=1)]
    rows = [" · ".join(numbered[at : at + WORDS_A_LINE]) for at in range(0, len(numbered), WORDS_A_LINE)]
    return [
        *(("code", row) for row in rows),
        (
            "text",
            words(
                "Share {number} of {count}. Fingerprint: {fingerprint}. Any {threshold} of these shares "
                "together unlock one casebook; fewer unlock nothing.",
                number=number,
                count=len(new.words),
                threshold=new.threshold,
                fingerprint=new.fingerprint,
            ),
        ),
        *_advice(words),
    ]


def _advice(words: Translator) -> tuple[tuple[Kind, str], ...]:
    return (
        ("head", words("Where to keep it")),
        (
            "text",
            words(
                "Keep it on paper, away from any computer. Do not photograph or scan it. Tell no one that "
                "you have it. Once a year you are asked for its last three words, to show that it is there."
            ),
        ),
        ("head", words("Whom to give it to")),
        (
            "text",
            words(
                "Give it only to someone you know, in person or while you see them on video; never by "
                "telephone or in a message. Anyone who has enough shares and the casebook's folder can read "
                "everything in it."
            ),
        ),
        ("head", words("If you are put under pressure")),
        (
            "text",
            words(
                "You cannot unlock the casebook alone, and you do not know what is in it: say so. If this "
                "page was seen, copied or taken, tell the person who gave it to you as soon as it is safe. "
                "New shares make it worthless."
            ),
        ),
    )
