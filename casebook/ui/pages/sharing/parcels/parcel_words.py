"""The words of parcels: who sealed one, how its records and fields stand, the state of an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from casebook.base.i18n import Translator
from casebook.domain.sharing.comparison import ComparedField
from casebook.domain.sharing.merge import BLOCK
from casebook.domain.sharing.version import BINNED
from casebook.services.base import history_text
from casebook.services.sharing.parcels.holders import HolderRow
from casebook.services.sharing.parcels.parcel_look import ComparedRecord, ParcelView
from casebook.services.sharing.parcels.register import RegisterRow
from casebook.services.sharing.protected_fields import PROTECTED, count_by_word
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.pages.wording.values import Status

_LONGEST = 400
"""Characters of a value in the preview."""


class ParcelWords:
    """The words of parcels in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._values = HistoryValues(words)
        self._nouns = noun_words(words)

    def noun(self, noun: str) -> str:
        """Return a noun in words, those of a newer version too."""
        return self._nouns.get(noun, self._words("of a newer version of Casebook"))

    def counts(self, counts: Mapping[str, int]) -> str:
        """Return how many records there are of each noun, in one line."""
        parts = (
            self._words.bracketed(self.noun(noun).capitalize(), self._words.number(count))
            for noun, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        )
        return " · ".join(parts)

    def protected(self, kind: str) -> str:
        """Return what protects a field or record."""
        return self._words(PROTECTED[kind].title)

    def sender(self, view: ParcelView) -> Status:
        """Return what is known of who sealed a parcel."""
        words = self._words
        states: dict[str, Status] = {
            "compared": (words("card compared"), "green", "done"),
            "known": (words("card not compared"), "amber", "warning"),
            "unknown": (words("card not known here"), "red", "warning"),
        }
        return states[view.sender_state]

    def record_state(self, one: ComparedRecord) -> Status | None:
        """Return how a record as a whole stands; None where its fields say so."""
        words = self._words
        if one.is_suspect and one.state == "known":
            return words("never given to the sender"), "red", "warning"
        if one.is_suspect and one.state == "new":  # why nothing of it is ticked
            return next((self.field_state(field) for field in one.fields if field.suspect), None)
        states: dict[str, Status | None] = {
            "new": (words("new"), "green", "add"),
            "known": None,
            "binned": (words("in the bin here"), "amber", "bin"),
            "purged": (words("deleted permanently here"), "grey", "bin"),
            "undecided": (words("deletion undecided: not imported"), "amber", "warning"),
            "of-purged": (words("its case or person is deleted: not imported"), "amber", "warning"),
            "of-pack": (words("reference data: not imported"), "grey", "info"),
            "other-noun": (words("another record here has its ID: not imported"), "amber", "warning"),
            "waiting": (words("its beginning is missing"), "amber", "time"),
        }
        return states[one.state]

    def field_state(self, field: ComparedField) -> Status:
        """Return how a field stands."""
        words = self._words
        if field.suspect == "never-given":
            return words("never given to the sender"), "red", "warning"
        if field.suspect == "names-ungiven":
            return words("names what the sender was never given"), "red", "warning"
        if field.suspect == "office-wide":
            return words("holds for the whole office"), "red", "warning"
        if field.suspect == "ours-by-claim":
            return words("claims to be written here"), "red", "warning"
        if field.is_declined:
            return words("not imported before"), "grey", "remove"
        states: dict[str, Status] = {
            "new": (words("new"), "green", "add"),
            "theirs": (words("changed by the sender"), "blue", "edit"),
            "ours": (words("changed here"), "grey", "home"),
            "both": (words("changed on both sides"), "amber", "warning"),
            "same": (words("unchanged"), "grey", "done"),
            "file": (words("its file, which is not here"), "green", "add"),
            "withheld": (words("left out by the sender"), "grey", "closed-eye"),
        }
        return states[field.state]

    def field_title(self, field: ComparedField) -> str:
        """Return what a field is called."""
        if field.key == BINNED:
            return self._words("Bin")
        if field.key == f"{BLOCK}counting":
            return self._words("Calculation of the deadline")
        return history_text.field(field.field, self._words)

    def value(self, noun: str, field: ComparedField, value: object, title: Callable[[str], str]) -> str:
        """Return the text of a value.

        Args:
            noun: of the record.
            field: it is of.
            value: as versions have it.
            title: returns what a record is called by its ID, "" for none.
        """
        if field.key == BINNED:
            return self._words("in the bin") if value else self._words("not in the bin")
        if field.key.startswith(BLOCK) and isinstance(value, Mapping):
            parts = [
                self._words.labelled(
                    history_text.field(name, self._words), self._text(noun, name, each, title)
                )
                for name, each in value.items()
                if each not in ("", None, [], {}) and not history_text.is_unread(name)
            ]
            return " · ".join(parts)[:_LONGEST]
        return self._text(noun, field.field, value, title)[:_LONGEST]

    def _text(self, noun: str, name: str, value: object, title: Callable[[str], str]) -> str:
        if value in ("", None, [], {}):
            return ""
        if isinstance(value, str) and (named := title(value)):
            return named
        if isinstance(value, Mapping):
            parts = [title(each) or each for each in value.values() if isinstance(each, str) and each]
            if len(parts) == sum(bool(each) for each in value.values()) and set(value) != {"edtf", "words"}:
                return " · ".join(parts)
        return self._values.display_text(noun, name, value)

    def holders(self, row: RegisterRow) -> str:
        """Return who holds a parcel, or sealed it."""
        words, entry = self._words, row.handover
        names = [
            words.bracketed(name, words("not compared")) if name and not holder.was_compared else name
            for name, holder in zip(self.names(row), entry.holders, strict=True)
        ]
        if entry.by_phrase:
            anyone = words("anyone with the phrase")
            recipient = row.phrase.recipient if row.phrase else ""
            names.append(words.bracketed(recipient, anyone) if recipient else anyone)
        return words.list_of(names)

    def names(self, row: RegisterRow) -> tuple[str, ...]:
        """Return what the holders of a parcel are called; a device that nobody knows by its ID."""
        return tuple(
            name or self._words("device {id}", id=holder.device[:8])
            for name, holder in zip(row.names, row.handover.holders, strict=True)
        )

    def receipts(self, row: RegisterRow) -> str:
        """Return how many holders confirmed receipt."""
        words, entry = self._words, row.handover
        if entry.kind == "received":
            return ""
        confirmed = sum(one.receipt_at is not None for one in entry.holders)
        if not confirmed:
            return words("no receipt yet")
        count = len(entry.holders)
        return (
            words("received")
            if confirmed >= count
            else words("{done} of {count}", done=confirmed, count=count)
        )

    def entry_state(self, one: HolderRow) -> Status:
        """Return how an entry of the register stands."""
        words, entry = self._words, one.row.handover
        states: Sequence[tuple[bool, Status]] = (
            (entry.state == "sealing", (words("sealing did not finish"), "grey", "warning")),
            (
                one.row.is_unnoted and not entry.recalled_at,
                (words("its words were not noted"), "amber", "warning"),
            ),
            (entry.purged_at is not None, (words("deleted after a recall"), "grey", "bin")),
            (
                entry.recalled_at is not None and any(one.receipt_at for one in entry.holders),
                (words("received, recalled"), "blue", "back"),
            ),
            (entry.recalled_at is not None, (words("recalled"), "blue", "back")),
            (one.lacks_consent, (words("consent withdrawn"), "red", "warning")),
            (one.row.is_due, (words("recall due"), "red", "time")),
            (entry.kind == "received", (words("parcel imported"), "green", "done")),
            (
                bool(entry.holders) and all(each.receipt_at for each in entry.holders),
                (words("received"), "green", "done"),
            ),
            (True, (words("handed over"), "green", "done")),
        )
        return next(status for holds, status in states if holds)

    def consents(self, view: ParcelView, title: Callable[[str], str]) -> Sequence[str]:
        """Return the consents that a parcel states, a line each."""
        words = self._words
        lines: list[str] = []
        for one in view.content.manifest.consents:
            parts = [words("given on {day}", day=words.format_date(one.given_on))]
            if one.recipient:
                parts.append(words("for {recipient} alone", recipient=one.recipient))
            if one.scope:
                parts.append(one.scope)
            if one.expires_on:
                parts.append(words("ends on {day}", day=words.format_date(one.expires_on)))
            lines.append(words.labelled(title(one.person) or words("a client"), " · ".join(parts)))
        return lines

    def left_out(self, view: ParcelView) -> str:
        """Return what a parcel says was left out, kind by kind; "" for nothing."""
        manifest = view.content.manifest
        fields = count_by_word((one.noun, one.field) for one in manifest.left_out if one.field)
        parts = [self.protected(word) for word in fields]
        parts += [
            self._words.labelled(self.noun(one.noun).capitalize(), str(one.count))
            for one in manifest.left_out_records
        ]
        return self._words.series_of(parts)
