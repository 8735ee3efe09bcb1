"""What a person typed, ticked and chose for the letters of one case, each letter by itself; no widgets.

The page writes into the letter that is shown and asks for that one alone. What stands in a
letter by itself (exhibits chosen before, texts of its blanks) is known once it was made: only what differs
from it is an input.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeVar

from casebook.domain.dossier.letter import SIGNED_FOR_ONESELF, LetterAnswer
from casebook.services.dossier.letters.letter_draft import PROVISION, LetterDraft, LetterRequest
from casebook.ui.widgets.forms.entry import RawValue

T = TypeVar("T")

CLAIM, WORDS, RELATIVES = "claim", "words", "relatives"
"""By what the reasons are held: for a claim, for single words that mention one, for people in China."""
OWN_PROVISION = ""
"""By what the provision that a person read is held among the blanks."""


@dataclass(slots=True)
class LetterInput:
    """What was entered for one letter.

    Attributes:
        contact: id of the addressee chosen, or "".
        exhibits: whether each is enclosed, by its mark; those that were ticked or cleared.
        answers: what was typed into blanks, by their names.
        reasons: by `CLAIM`, `WORDS` and `RELATIVES`.
        refused: names of what the letter was refused for, to which the reason for words applies.
    """

    contact: str = ""
    exhibits: dict[str, bool] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = field(default=(), compare=False)

    @property
    def needs_offer(self) -> bool:
        """Return whether it holds what can be asked for only once the letter has offered it."""
        return bool(self.contact or self.exhibits or self.answers)

    @property
    def is_any(self) -> bool:
        """Return whether anything was entered."""
        return self.needs_offer or bool(self.reasons)

    @property
    def values(self) -> dict[str, RawValue]:
        """Return it as a draft stores it."""
        return {
            "contact": self.contact,
            "exhibits": dict(self.exhibits),
            "answers": dict(self.answers),
            "reasons": dict(self.reasons),
        }

    def add(self, values: Mapping[str, RawValue]) -> None:
        """Add what a draft holds, except where something was entered meanwhile."""
        self.contact = self.contact or str(values.get("contact", ""))
        self.exhibits = {**values.get("exhibits", {}), **self.exhibits}
        self.answers = {**values.get("answers", {}), **self.answers}
        self.reasons = {**values.get("reasons", {}), **self.reasons}


@dataclass(slots=True)
class LetterOffer:
    """What the letter that is shown offers, as it stands before anybody enters something.

    Attributes:
        contacts: ids of those it may be addressed to.
        exhibits: whether each is enclosed by itself, by its mark; empty where it lists none.
        blanks: the text of each by its name; None while they are asked for anew.
        is_signed_for_oneself: whether its blanks are the words of the one who signs.
    """

    contacts: frozenset[str]
    exhibits: dict[str, bool]
    blanks: dict[str, str] | None
    is_signed_for_oneself: bool


class LetterInputs:
    """The inputs of all letters of one case, and which letter is shown.

    Attributes:
        shown: kind of the letter shown, or "".
        offer: what it offers; None until it was made.
    """

    def __init__(self) -> None:
        self.shown = ""
        self.offer: LetterOffer | None = None
        self._of: dict[str, LetterInput] = {}
        self._saved: dict[str, LetterInput] = {}

    @property
    def current(self) -> LetterInput:
        """Return the input of the letter shown."""
        return self._of.setdefault(self.shown, LetterInput())

    @property
    def is_offered(self) -> bool:
        """Return whether it is known what the letter shown offers."""
        return self.offer is not None and self.offer.blanks is not None

    @property
    def is_whole(self) -> bool:
        """Return whether a request would hold all that was entered for the letter shown."""
        return self.is_offered or not self.current.needs_offer

    def show(self, kind: str) -> None:
        """Show a letter: one that was left as it was saved begins anew when it is shown again."""
        left = self.shown
        self.shown, self.offer = kind, None
        self._of[kind] = self._of.pop(kind, LetterInput())  # the latest
        self._forget_saved(left)

    def take_offer(self, draft: LetterDraft) -> None:
        """Take what the letter shown offers; what it offered before stays as it stood at first."""
        before = self.offer or LetterOffer(frozenset(), {}, None, is_signed_for_oneself=False)
        blanks = {one.name: one.text.strip() for one in draft.blanks}
        if draft.kind.unread:
            blanks[OWN_PROVISION] = ""
        self.offer = LetterOffer(
            contacts=frozenset(one.id for one in draft.contacts),
            exhibits={one.mark: before.exhibits.get(one.mark, one.is_enclosed) for one in draft.exhibits},
            blanks=blanks if before.blanks is None else before.blanks,
            is_signed_for_oneself=draft.kind.form in SIGNED_FOR_ONESELF,
        )

    # --- what is entered, into the letter shown ------------------------------------------------------

    def address(self, contact: str) -> None:
        """Choose the addressee; what one person declares is not put before another to sign."""
        self.current.contact = contact
        if self.offer is not None and self.offer.is_signed_for_oneself:
            self.current.answers, self.offer.blanks = {}, None

    def enclose(self, mark: str, *, is_enclosed: bool) -> None:
        """Enclose an exhibit, or do not."""
        given = self.offer.exhibits.get(mark) if self.offer else None
        _enter(self.current.exhibits, mark, is_enclosed, given)

    def answer(self, name: str, text: str) -> None:
        """Fill in a blank."""
        given = self.offer.blanks.get(name) if self.offer and self.offer.blanks else None
        _enter(self.current.answers, name, text, given)

    def give_reason(self, name: str, text: str) -> None:
        """Enter a reason."""
        _enter(self.current.reasons, name, text, "")

    def refuse(self, names: tuple[str, ...]) -> None:
        """Hold for what the letter shown was refused."""
        self.current.refused = tuple(dict.fromkeys((*self.current.refused, *names)))

    # --- what follows from it ------------------------------------------------------------------------

    @property
    def contact(self) -> str:
        """Return the addressee chosen, where the letter shown offers them."""
        return self.current.contact if self.offer and self.current.contact in self.offer.contacts else ""

    @property
    def exhibits(self) -> dict[str, bool]:
        """Return whether each exhibit offered is enclosed."""
        given = self.offer.exhibits if self.offer else {}
        return {mark: self.current.exhibits.get(mark, one) for mark, one in given.items()}

    @property
    def blanks(self) -> dict[str, str]:
        """Return the text of each blank offered."""
        given = (self.offer.blanks if self.offer else None) or {}
        return {name: self.current.answers.get(name, text) for name, text in given.items()}

    def request(self, case_id: str) -> LetterRequest:
        """Return the letter shown, as chosen and filled in; of what it has offered."""
        answers, exhibits, reasons = self.blanks, self.exhibits, self.current.reasons
        provision, reason = answers.pop(OWN_PROVISION, ""), reasons.get(WORDS, "")
        own = {**answers, PROVISION: provision}
        named = [name for name, text in own.items() if text]
        named += [name for name in self.current.refused if name not in own]
        return LetterRequest(
            case_id=case_id,
            kind=self.shown,
            answers=tuple(LetterAnswer(name=name, text=text) for name, text in answers.items() if text),
            provision=provision,
            contact_id=self.contact,
            enclosures=tuple(mark for mark, is_one in exhibits.items() if is_one) if exhibits else None,
            claim_reason=reasons.get(CLAIM, ""),
            relatives_reason=reasons.get(RELATIVES, ""),
            released=tuple(LetterAnswer(name=name, text=reason) for name in named if reason),
        )

    # --- what is saved and what is not ---------------------------------------------------------------

    def copy(self) -> LetterInput:
        """Return what is entered for the letter shown, as it stands now."""
        return deepcopy(self.current)

    def save(self, kind: str, saved: LetterInput) -> None:
        """Hold what a letter was saved with; the other letters stay as they are."""
        self._saved[kind] = saved
        self._forget_saved(kind)

    def _forget_saved(self, kind: str) -> None:
        if kind != self.shown and self._of.get(kind) == self._saved.get(kind):
            self._of.pop(kind, None)
            self._saved.pop(kind, None)

    @property
    def values(self) -> dict[str, RawValue]:
        """Return what is not saved, as a draft stores it: the letter shown last comes first."""
        kinds = [*reversed(self._of)]
        left = [kind for kind in kinds if self._of[kind].is_any and self._of[kind] != self._saved.get(kind)]
        return {"letters": [{"kind": kind, **self._of[kind].values} for kind in left]} if left else {}

    def restore(self, values: Mapping[str, RawValue]) -> str:
        """Put what a draft holds into its letters; returns the kind of the one to be shown, or ""."""
        kept = list(values.get("letters", ()))
        for one in reversed(kept):
            self._of.setdefault(str(one["kind"]), LetterInput()).add(one)
        return str(kept[0]["kind"]) if kept else ""


def _enter(entered: dict[str, T], name: str, value: T, given: T | None) -> None:
    """Hold a value that was entered, unless it is what stood there by itself."""
    if value == given:
        entered.pop(name, None)
    else:
        entered[name] = value
