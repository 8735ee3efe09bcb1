"""What came in from the team since somebody last looked: by case, which records and fields, and from whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casebook.domain.sharing.rival import Rival
from casebook.services.base import history_text
from casebook.services.base.session import Session
from casebook.services.sharing import rivals
from casebook.services.sharing.team.arrival_undo import UndoneArrivals, redo_arrivals, undo_arrivals
from casebook.services.sharing.team.arrivals import (
    Arrival,
    ArrivalKind,
    ArrivedRecord,
    EarlierArrival,
    arrived_records,
)
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.kit.theme import Tone
from casebook.ui.models.lines import Line
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.rival_dialog import compare
from casebook.ui.pages.sharing.arrived_card import arrived_card
from casebook.ui.pages.sharing.arrived_earlier import EarlierArrivals
from casebook.ui.pages.sharing.arrived_parcels import ArrivedParcels
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.record_place import place_of
from casebook.ui.pages.sharing.undecided_card import UndecidedCard, undecided_text
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.pages.wording.record_title import record_title
from casebook.ui.widgets.cards.card_list import ListCard
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out

_MAX_FIELDS, _MAX_LETTERS = 6, 60


_Contested = dict[tuple[str, str], tuple[Rival, ...]]
"""What has several versions, by noun and ID of its record."""
_Came = tuple[Sequence[ArrivedRecord], _Contested]


def _read(session: Session, arrivals: Sequence[Arrival | EarlierArrival]) -> _Came:
    records = arrived_records(session, arrivals)
    return records, rivals.of_records(session, [(one.noun, one.id) for one in records])


class ArrivedList(QWidget):
    """A card for each case, with a line for each record; Enter opens it, or the versions of its field."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._exchange, self._values = TeamExchange.of(page.context), HistoryValues(page.words)
        self._earlier: Sequence[ArrivedRecord] = ()
        self._contested: _Contested = {}
        words, whole = self._words, column(self, gap=12)
        about = words(
            "What other members changed in the cases you share, since you last looked. A field that you "
            "changed, too, keeps both versions until one is chosen. Until you lock, what came in since you "
            "unlocked can be undone case by case. The others get the undo as a change."
        )
        whole.addWidget(label(about, "quiet", wraps=True))
        self.undecided = UndecidedCard(page)
        whole.addWidget(self.undecided)
        self.parcels = ArrivedParcels(page)
        whole.addWidget(self.parcels)
        self.asking = Asking(words)
        whole.addWidget(self.asking)
        self._cards = column(gap=12)
        whole.addLayout(self._cards)
        self.earlier = EarlierArrivals(page, self._line)
        whole.addWidget(self.earlier)
        self._empty = Empty(
            "people",
            words("Nothing new came in"),
            words("New records and changes appear here."),
        )
        whole.addWidget(self._empty)

    def read(self) -> None:
        """Read what came; it counts as looked at then."""
        self.undecided.read()
        self.parcels.read()
        arrivals, earlier = tuple(self._exchange.arrivals), tuple(self._exchange.earlier)
        self._page.ask(lambda session: _read(session, earlier), self._show_earlier)
        self._page.ask(lambda session: _read(session, arrivals), self._show)

    def _show_earlier(self, came: _Came) -> None:
        self._earlier, self._contested = came

    def _show(self, came: _Came) -> None:
        records, contested = came
        self._contested = {**self._contested, **contested}
        with self._page.keeping_focus():
            self._show_cards(records)
        self._exchange.note_seen()

    def _show_cards(self, records: Sequence[ArrivedRecord]) -> None:
        empty_out(self._cards)
        by_case: dict[str, list[ArrivedRecord]] = {}
        for one in records:
            by_case.setdefault(one.reference, []).append(one)
        self.earlier.show_records(self._earlier, {(one.noun, one.id) for one in records})
        self._empty.setVisible(not records and not self._earlier)
        for reference in sorted(by_case, key=lambda one: (not one, one)):
            self._cards.addWidget(self._card(reference, by_case[reference]))

    def _card(self, reference: str, records: Sequence[ArrivedRecord]) -> ListCard:
        words = self._words
        card = arrived_card(words, reference, records, self._line)
        undo = button(
            words("Undo these changes…"),
            partial(self._ask, reference, records),
            name=words.labelled(words("Undo these changes…"), reference),
            writes=True,
        )
        card.body.insertWidget(0, undo, 0, Qt.AlignmentFlag.AlignLeading)  # above however many lines
        return card

    def _ask(self, reference: str, records: Sequence[ArrivedRecord]) -> None:
        words = self._words
        count = words.count("{number} record", "{number} records", len(records))
        facts = [
            words(
                "{records}: changed fields get back what stood there before, and new records go to the bin. "
                "What you changed since stays.",
                records=count,
            ),
            words("The others get the undo as a change; nothing is deleted there."),
        ]
        wanted = frozenset((one.noun, one.id) for one in records)
        title = (
            words("Undo what came in to {case}?", case=reference)
            if reference
            else words("Undo what came in?")
        )
        self.asking.ask(title, facts, words("Undo"), partial(self._undo, wanted), self._page.take_focus)

    def _undo(self, wanted: frozenset[tuple[str, str]]) -> None:
        words, context = self._words, self._page.context
        arrivals = [one for one in self._exchange.arrivals if (one.noun, one.id) in wanted]

        def done(undone: UndoneArrivals) -> None:
            self._exchange.forget(wanted - frozenset(undone.left))
            stays = words.count(
                "{number} record was changed since and stays.",
                "{number} records were changed since and stay.",
                len(undone.left),
            )
            title = words("Undone: what came in")
            back = partial(redo_arrivals, undone=undone)
            context.did(title, back, stays if undone.left else "", is_good=not undone.left)
            self.read()

        context.ask(lambda session: undo_arrivals(session, arrivals), done, asker=self)

    def _line(self, one: ArrivedRecord) -> Line:
        words = self._words
        noun = noun_words(words).get(one.noun, one.noun).capitalize()
        contested = self._contested.get((one.noun, one.id), ())
        of_contested = {name for rival in contested for name in rival.names}
        fields = [undecided_text(rival, words) for rival in contested]
        fields += [self._field(one, name) for name in one.fields if name not in of_contested]
        kind, tone, meaning = self._kind(one.kind)
        if contested:
            kind, tone, meaning = words("two versions"), "amber", "warning"
        if len(fields) > _MAX_FIELDS:
            fields = [*fields[:_MAX_FIELDS], "…"]
        by = words.list_of(name for name in one.by if name)
        beneath = " · ".join(
            filter(None, (words("from {name}", name=by) if by else "", words.series_of(fields)))
        )
        place = place_of(one.noun, one.id, one.case_id, is_binned=one.kind is ArrivalKind.BINNED)
        opens = partial(self._page.context.go, place) if one.title else None
        title = record_title(words, one.noun, one.title) or ("" if one.is_here else words("not here"))
        return Line(
            title=words.labelled(noun, title) if title else noun,
            opens=partial(self._decide, contested[0]) if contested else opens,
            beneath=beneath,
            status=(kind, tone, meaning),
        )

    def _field(self, one: ArrivedRecord, name: str) -> str:
        """Return a field with what stood there before and what does now, as far as that is short."""
        words = self._words
        title = history_text.field(name, words, one.noun)
        if name not in one.values or history_text.is_unread(name):
            return title
        before, after = (
            self._values.display_text(one.noun, name, value).strip()[:_MAX_LETTERS] or "—"
            for value in one.values[name]
        )
        return words.labelled(title, words("{first} → {second}", first=before, second=after))

    def _decide(self, rival: Rival) -> None:
        compare(self._page.context, rival, self).finished.connect(lambda _: self._page.take_focus())

    def _kind(self, kind: ArrivalKind) -> tuple[str, Tone, str]:
        words = self._words
        kinds: dict[ArrivalKind, tuple[str, Tone, str]] = {
            ArrivalKind.ADDED: (words("new"), "green", "add"),
            ArrivalKind.CHANGED: (words("changed"), "blue", "edit"),
            ArrivalKind.BINNED: (words("moved to bin"), "amber", "bin"),
            ArrivalKind.RESTORED: (words("restored"), "blue", "restore"),
            ArrivalKind.VERSION: (words("another version"), "amber", "warning"),
        }
        return kinds[kind]
