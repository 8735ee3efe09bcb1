"""What a pseudonymised copy leaves and may reveal somebody, in words, and how to have it replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.base.i18n import Translator
from casebook.services.dossier.hiding.replacement_row import PerhapsName, by_place, by_word
from casebook.services.dossier.replacement_review import ReplacementReview


def overlooked(words: Translator, reviewed: ReplacementReview) -> Iterator[str]:
    """Yield what no rule decides, each word once: accounts, and what is left and is like a birth or name."""
    for row in _rows(words, reviewed.perhaps_accounts):
        yield words("Perhaps an account, not replaced: {text} ({place}): {sentence}", **row)
    for row in _rows(words, reviewed.perhaps_births):
        yield words("Perhaps a date of birth, not replaced: {text} ({place}): {sentence}", **row)
    yield from _papers(words, reviewed)
    for row in _rows(words, reviewed.perhaps_names):
        yield words("Perhaps a name, not replaced: {text} ({place}): {sentence}", **row)


def remedies(words: Translator, reviewed: ReplacementReview, *, is_first: bool) -> Iterator[str]:
    """Yield how to have such words replaced, and on the first screen the names found in one spelling."""
    if reviewed.perhaps_names:
        yield words("To have such a word replaced, add it to the names of the person.")
    if reviewed.perhaps_births:
        yield words("To have such a date replaced, enter it as the date of birth of the person.")
    if reviewed.perhaps_papers:
        yield words("To have such a number replaced, add it to the identity documents of the person.")
    if reviewed.perhaps_accounts:
        yield words(
            "A word in quotation marks or with @ before it is always replaced, as it is recorded. "
            "To have such an account replaced, put it in quotation marks where it is recorded."
        )
    if reviewed.one_spelling and is_first:
        yield words(
            "These may also be written in ways that are not found: {names}.", names=reviewed.one_spelling
        )


def _papers(words: Translator, reviewed: ReplacementReview) -> Iterator[str]:
    """Yield numbers in their sentences, or those of a place together if it has many."""
    for place, papers, numbers in by_place(reviewed.perhaps_papers):
        if numbers:
            yield words(
                "Perhaps identity documents, not replaced ({place}): {numbers}",
                place=words(place),
                numbers=words.series_of(numbers),
            )
        for row in _rows(words, papers):
            yield words("Perhaps an identity document, not replaced: {text} ({place}): {sentence}", **row)


def _rows(words: Translator, listed: Iterable[PerhapsName]) -> Iterator[dict[str, str]]:
    """Yield each word with its first sentence, and the number of its places if there are more."""
    for first, number in by_word(listed):
        count = [words("{number} places", number=number)] if number > 1 else []
        sentence = " ".join(f"{first.before}{first.text}{first.after}".split())
        where = " · ".join([words(first.place), *count])
        yield {"text": first.text, "place": where, "sentence": sentence}
