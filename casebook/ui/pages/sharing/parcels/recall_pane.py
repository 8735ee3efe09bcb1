"""A recall that was opened: what its sender asks to be deleted here, which a person confirms or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from casebook.services.base.session import Session
from casebook.services.sharing.parcels.parcel_look import ParcelView
from casebook.services.sharing.parcels.recall import RecallView, purge_recalled
from casebook.ui.kit import dates
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.pages.wording.record_title import record_title
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.sealed_codes import SealedCodes, sealed_facts
from casebook.ui.widgets.layout.layout import line

_SHOWN = 20


class RecallPane(Card):
    """What parcels brought and is still here, and a button that deletes it after a question.

    Attributes:
        left: it was closed.
    """

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Recall"))
        self._page, self._words, self._phrases = page, page.words, ParcelWords(page.words)
        self._recall: RecallView | None = None
        words = self._words
        head = line(gap=8)
        self._sender, self._state = label("", "strong", wraps=True), Chip("", "grey", "info")
        head.addWidget(self._sender, 1)
        head.addWidget(self._state)
        self.body.addLayout(head)
        self._about = label("", "small", wraps=True)
        self.body.addWidget(self._about)
        self._text = label("", wraps=True)
        self.body.addWidget(self._text)
        self.asking = Asking(words)
        self.body.addWidget(self.asking)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Close"), self.left.emit))
        self._purge = button(words("Delete permanently…"), self._ask, writes=True)
        foot.addWidget(self._purge)
        self.body.addLayout(foot)

    def show_recall(self, view: ParcelView, recall: RecallView) -> None:
        """Show what a recall asks for."""
        words = self._words
        self._recall = recall
        self.asking.hide()
        sender, sealed_at = view.content.sender.name, view.content.manifest.sealed_at
        self._sender.setText(words("Sealed by {name}", name=sender))
        self._state.set_status(*self._phrases.sender(view))
        about = [words("sealed on {day}", day=dates.format_datetime(words, sealed_at))]
        about += [
            words("its parcel came on {day}", day=dates.format_datetime(words, one.at))
            for one in recall.handovers
        ]
        if view.sender_state != "compared":
            about.append(words("Ask the sender in person before you delete: nobody compared this card."))
        self._about.setText(" · ".join(about))
        parts = [
            words("{name} asks you to delete what their parcel brought.", name=view.content.sender.name),
            *recall_facts(self._page, recall),
        ]
        self._text.setText("\n".join(parts))
        self._purge.setEnabled(bool(recall.records) and not self._page.context.session.is_read_only)

    def _ask(self) -> None:
        if self._recall is not None:
            ask_purge(self._page, self.asking, self._recall, self.left.emit, self._focus)

    def _focus(self) -> None:
        self._purge.setFocus(Qt.FocusReason.OtherFocusReason)


def recall_facts(page: Page, recall: RecallView) -> list[str]:
    """Return what of a recall would go and what would stay, a sentence each."""
    words, phrases = page.words, ParcelWords(page.words)
    if not recall.records:
        return _nothing(page, recall)
    counts = Counter(noun for noun, _ in recall.records)
    facts = [words("It would delete: {records}", records=phrases.counts(counts))]
    facts += _titles(page, recall, recall.records)
    facts += _kept(page, recall)
    if recall.own_work:
        facts.append(
            words.count(
                "{number} record that was added here goes with its case.",
                "{number} records that were added here go with their cases.",
                len(recall.own_work),
            )
        )
        facts += _titles(page, recall, recall.own_work)
    return facts


def _kept(page: Page, recall: RecallView) -> list[str]:
    if not recall.kept:
        return []
    return [
        page.words.count(
            "{number} record stays, since another case of this casebook names it.",
            "{number} records stay, since other cases of this casebook name them.",
            len(recall.kept),
        )
    ]


def _nothing(page: Page, recall: RecallView) -> list[str]:
    """Return why there is nothing to delete, and what the recall does not name."""
    words = page.words
    if recall.brought_nothing:
        facts = [
            words("This parcel brought no new record. What it changed in others stays.")
            if recall.has_changed
            else words("This parcel brought no new record and changed none."),
            words(
                "What it contains and is here came another way: by the team, by another parcel, or entered "
                "here. This recall does not cover that, and it stays."
            ),
        ]
    elif recall.kept:
        facts = _kept(page, recall)
    else:
        facts = [words("Nothing of it is here any more.")]
    facts += [
        words(
            "What came from the same sender with the parcel of {day} is still here. "
            "This recall does not name it.",
            day=dates.format_datetime(words, one.at),
        )
        for one in recall.others
    ]
    return facts


def _titles(page: Page, recall: RecallView, records: Sequence[tuple[str, str]]) -> list[str]:
    """Return what records are called, a line each, the first twenty."""
    words, nouns = page.words, noun_words(page.words)
    lines = [
        words.labelled(nouns.get(noun, noun).capitalize(), record_title(words, noun, recall.titles[one]))
        for noun, one in records[:_SHOWN]
    ]
    if (more := len(records) - len(lines)) > 0:
        lines.append(words.count("and {number} more", "and {number} more", more))
    return lines


def ask_purge(
    page: Page,
    asking: Asking,
    recall: RecallView,
    done: Callable[[], None],
    back: Callable[[], None],
) -> None:
    """Ask whether what a parcel brought is deleted for good, and delete it.

    Args:
        page: on which it is asked.
        asking: where.
        recall: what would go.
        done: called once it is gone.
        back: puts the keyboard back.
    """
    words = page.words
    codes = SealedCodes(words)

    def work(session: Session, entered: Sequence[str]) -> int:
        return purge_recalled(session, recall, recall.records, codes=entered)

    def act() -> None:
        page.context.ask(partial(work, entered=codes.codes), report, asker=asking)

    def report(count: int) -> None:
        deleted = words.count(
            "{number} record deleted permanently", "{number} records deleted permanently", count
        )
        page.context.say(deleted, words("Backups made before keep them."))
        done()

    facts = [
        *recall_facts(page, recall),
        words("This cannot be undone. Backups made before keep it."),
        *sealed_facts(words, recall.sealed),
    ]
    asking.ask(
        words("Delete what this parcel brought?"),
        facts,
        words("Delete permanently"),
        act,
        back,
        (codes,) if recall.sealed else (),
    )
