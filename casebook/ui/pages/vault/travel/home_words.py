"""What is said when a journey comes home: what it brings, what it replaces, what was taken and removed."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.i18n import Translator
from casebook.services.sharing.travel import travel_removal
from casebook.services.sharing.travel.travel_home import JoinedTrip, TravelReturn
from casebook.services.sharing.travel.travel_removal import RemovedTravel
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.pages.vault.travel.change_table import TripChangeRow
from casebook.ui.pages.wording.nouns import noun_words

_SHOWN = 6
"""Fields that a question names."""
_STAYING = 20


def found_text(words: Translator, brought: TravelReturn) -> str:
    """Return what a journey brings besides the changes that are listed; "" for nothing."""
    named = (*_replaced_text_lines(words, brought), *_staying_lines(words, brought))
    return "\n".join(filter(None, (_counted_text(words, brought), *named)))


def _counted_text(words: Translator, brought: TravelReturn) -> str:
    parts = []
    if not brought.changes:
        parts.append(words("Nothing was changed on the journey."))
    if count := len(brought.file_ids):
        parts.append(words.count("{number} new file comes home.", "{number} new files come home.", count))
    if count := len({one.id for one in brought.words.coming}):
        parts.append(
            words.count(
                "The text or transcript of {number} document comes home.",
                "The texts or transcripts of {number} documents come home.",
                count,
            )
        )
    if count := len(brought.words.rival_ids):
        parts.append(
            words.count(
                "The text of {number} document was changed at home, too, and stays as it is there.",
                "The texts of {number} documents were changed at home, too, and stay as they are there.",
                count,
            )
        )
    return " ".join(parts)


def _staying_lines(words: Translator, brought: TravelReturn) -> list[str]:
    """Return what of cases in the bin stays out of it at home, a line each, the first few."""
    if not brought.staying:
        return []
    nouns = noun_words(words)
    named = [
        words.labelled(nouns.get(one.noun, one.noun).capitalize(), one.title or words("without a title"))
        for one in brought.staying
    ]
    heading = words("These did not travel and stay out of the bin at home, though their case goes there:")
    return [heading, *_first(words, named, _STAYING)]


def _replaced_text_lines(words: Translator, brought: TravelReturn) -> list[str]:
    """Return the documents whose text at home is replaced by that of the journey, the first few."""
    replaced = brought.words.replaced
    if not replaced:
        return []
    heading = words("The text of these documents is replaced by that of the journey:")
    return [heading, *_first(words, [one.title for one in replaced], _STAYING)]


def replaced_lines(words: Translator, fields: Sequence[TripChangeRow]) -> list[str]:
    """Return what stands at home and what would stand there, a line each, the first few."""
    named = [
        words.labelled(
            f"{one.record} · {one.field}",
            words("at home {home}, on the journey {trip}", home=one.home, trip=one.trip),
        )
        for one in fields
    ]
    return _first(words, named, _SHOWN)


def _first(words: Translator, named: Sequence[str], most: int) -> list[str]:
    """Return the first few as a screen shows them, a line each, and how many there are more."""
    lines = [on_screen(one) for one in named[:most]]
    if (more := len(named) - most) > 0:
        lines.append(words.count("and {number} more", "and {number} more", more))
    return lines


def joined_lines(words: Translator, joined: JoinedTrip) -> list[str]:
    """Return what was taken, a sentence each."""
    lines = [words("Taken: records {records}, files {files}.", records=joined.records, files=joined.files)]
    if joined.both:
        lines.append(
            words.count(
                "{number} field has two versions now, since home changed it, too.",
                "{number} fields have two versions now, since home changed them, too.",
                len(joined.both),
            )
        )
    if joined.left:
        lines.append(
            words.count(
                "{number} record was not taken, or not whole.",
                "{number} records were not taken, or not whole.",
                len(joined.left),
            )
        )
    if joined.undecided:
        lines.append(_undecided_text(words, len(joined.undecided)))
    if joined.words:
        lines.append(
            words.count(
                "The text or transcript of {number} document came home.",
                "The texts or transcripts of {number} documents came home.",
                joined.words,
            )
        )
    if joined.unreadable:
        lines.append(
            words.count(
                "{number} file is missing or damaged in it.",
                "{number} files are missing or damaged in it.",
                len(joined.unreadable),
            )
        )
    return lines


def _undecided_text(words: Translator, number: int) -> str:
    return words.count(
        "Of {number} record another member asks for the deletion: decide under Team, then bring the "
        "casebook home again.",
        "Of {number} records another member asks for the deletion: decide under Team, then bring the "
        "casebook home again.",
        number,
    )


def empty_words(words: Translator, removed: RemovedTravel) -> str:
    """Return what becomes of empty folders that are left; "" for none."""
    if not removed.empty:
        return ""
    return words.count(
        "{number} empty folder is left: lock while it is connected, or delete it.",
        "{number} empty folders are left: lock while they are connected, or delete them.",
        len(removed.empty),
    )


def removed_lines(words: Translator, removed: RemovedTravel) -> list[str]:
    """Return what became of the casebook that travelled, a sentence each."""
    lines = [
        words("The casebook that travelled was overwritten and removed."),
        words(travel_removal.FLASH),
    ]
    if removed.shared:
        lines.append(
            words.count(
                "{number} of its files has another name (a hard link), which still holds it.",
                "{number} of its files have other names (hard links), which still hold them.",
                removed.shared,
            )
        )
    lines += [
        words("Backups among other files, which stay: {folder}", folder=str(place))
        for place in removed.backups_left
    ]
    lines += [
        words(
            "An empty folder is left: lock while it is connected, or delete it: {folder}", folder=str(place)
        )
        for place in removed.empty
    ]
    return lines
