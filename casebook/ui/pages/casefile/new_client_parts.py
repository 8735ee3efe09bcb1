"""Entries of the form of a new client: a name on one line, a relative as one sentence, started periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.name import Name
from casebook.domain.deadline.offer import RuleOffer, by_condition
from casebook.domain.deadline.reservation import reservations_of
from casebook.domain.person.contact import ContactDetail
from casebook.services.case.client_intake import NewContact, NewRelative, StartedPeriod
from casebook.services.person.name_tags import tagged_name
from casebook.ui.kit import dates
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry import Entry, RawValue, TextEntry, Value
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry, is_blank
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.tab_order import tab_before


class NameLine(TextEntry):
    """A name on one line; one restored from a draft keeps its type until it is typed over."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "Lin Zhiyuan · 林志远")
        self._stated: Name | None = None
        self.edit.textEdited.connect(lambda _: self._forget())

    @property
    def raw(self) -> RawValue:
        """Return the text, and how it was stated if it was not typed here; "" for none."""
        text = self.edit.text().strip()
        if not text or self._stated is None:
            return text
        stated = self._stated
        return {
            "text": text,
            "kind": stated.kind,
            "script": stated.script,
            "language": stated.language,
            "romanisation": stated.romanisation,
        }

    def set_raw(self, content: RawValue) -> None:
        """Set the name."""
        self._stated = Name(**content) if isinstance(content, dict) else None
        super().set_raw(self._stated.text if self._stated else content)

    def read(self) -> Name:
        """Return the name; a typed one is a legal name in the script of its letters."""
        return self._stated or tagged_name(self.edit.text().strip(), "legal")

    def to_raw(self, value: Value) -> RawValue:
        """Return a name with its type."""
        if not isinstance(value, Name):
            return ""
        return {part: getattr(value, part) for part in ("text", "kind", "script", "language", "romanisation")}

    def _forget(self) -> None:
        self._stated = None


class GrowingList(ListEntry):
    """A list with an empty entry at its end; Enter goes on to the next, from an empty one past the list."""

    def set_raw(self, content: RawValue) -> None:
        """Show these entries, or one empty one."""
        super().set_raw(content)
        if not self._lines:
            self._append(None)

    def go_on(self, entry: Entry) -> bool:
        """Go to the next entry, a new one after the last."""
        following = self.lines[self._place(entry) + 1 :]
        if following:
            following[0].take_focus()
        elif is_blank(entry):
            self._add.setFocus()
            self._add.focusNextChild()
        else:
            self.add(None).take_focus()
        return True


class RelativeEntry(PartEntry):
    """A relative: name, what they are to the client, and where; read out below as one sentence."""

    def __init__(self, name: str, makers: FieldFactory, client: Callable[[], str]) -> None:
        words = makers.words
        fields = (
            Field(key="name", title=words("Name of the relative"), makes=makers.text(), is_required=True),
            Field(
                key="kind",
                title=words("Relationship to the person"),
                makes=makers.text(words("mother")),
                is_required=True,
            ),
            Field(
                key="is_in",
                title=words("Whereabouts"),
                makes=makers.text("Kashgar"),
                help=words("Counts as in China until another country is stated: “Istanbul, Türkiye”."),
            ),
        )
        super().__init__(name, fields, NewRelative, words)
        self._words, self._client = words, client
        self._sentence = label("", "small", wraps=True)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._sentence)
        self._sentence.hide()
        self.changed.connect(self.read_out)

    def set_raw(self, content: RawValue) -> None:
        """Set the relative."""
        super().set_raw(content)
        self.read_out()

    def read_out(self) -> None:
        """Show the relationship as one sentence once both names and its type are there."""
        raw, client = self.raw, self._client()
        text = ""
        if raw["name"] and raw["kind"] and client:
            text = self._words(
                "{relative} is the {relationship} of {client}.",
                relative=f"\u2068{raw['name']}\u2069",
                relationship=raw["kind"],
                client=f"\u2068{client}\u2069",
            )
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))


def contact_entry(name: str, makers: FieldFactory) -> PartEntry:
    """Return the entry of a contact: name, role in the case, and one way to reach them."""
    words = makers.words

    def make(*, name: str, kind: Value, reached: str) -> NewContact:
        return NewContact(name=name, kind=kind, channels=_channels(words, reached))

    fields = (
        Field(key="name", title=words("Name of the contact"), makes=makers.text(), is_required=True),
        Field(
            key="kind",
            title=words("Role in the case"),
            makes=makers.stated(CaseWords(words).role_kind),
            is_required=True,
        ),
        Field(key="reached", title=words("Telephone or email"), makes=makers.text()),
    )
    return PartEntry(name, fields, make, words, lambda _: {})


def _channels(words: Translator, reached: str) -> tuple[ContactDetail, ...]:
    if not reached:
        return ()
    kind = words("Email") if "@" in reached else words("Telephone")
    return (ContactDetail(kind=kind, address=reached),)


class PeriodsEntry(Entry):
    """The periods an event starts, each with its day, rule, source and trigger; one tick accepts one."""

    def __init__(self, name: str, words: Translator) -> None:
        super().__init__(name)
        self._words, self._say = words, DeadlineWords(words)
        self._wanted: list[str] = []
        self._conditions: dict[str, str] = {}
        self._shown: tuple[dict[str, str], list[RuleOffer], str] = {}, [], ""
        self._is_counted = self._is_warned = False
        self.ticks: dict[str, TickBox] = {}
        self._body = column(self, gap=6)

    @property
    def raw(self) -> RawValue:
        """Return the rules ticked, also those not offered now: a mistyped country or day takes no tick."""
        return list(self._wanted)

    def set_raw(self, content: RawValue) -> None:
        """Tick these rules, now or once their periods are counted."""
        self._wanted = list(content or ())
        for rule_id, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(rule_id in self._wanted)

    def read(self) -> tuple[str, ...]:
        """Return the rules ticked."""
        return tuple(rule_id for rule_id, tick in self.ticks.items() if tick.isChecked())

    def display_text(self, content: RawValue) -> str:
        """Return the lines of these rules."""
        return "\n".join(self.ticks[key].accessibleName() for key in content if key in self.ticks) or "—"

    @property
    def is_shown(self) -> bool:
        """Return whether there is anything to say."""
        return any(self._shown)

    def await_periods(self) -> None:
        """Wait for periods that are being counted: those shown are of what stood here before."""
        self._is_counted = False

    def require_offered(self) -> None:
        """Make sure that no tick is lost unseen; once that was said, ticks not offered are given up.

        Raises:
            InvalidInput: a period that was ticked is not offered, or not yet.
        """
        if self._wanted and not (self._is_counted or self._is_warned):
            self._is_warned = True
            raise InvalidInput(
                "The deadlines ticked are still being calculated.",
                field="rule_ids",
                remedy="Save again once they are shown.",
            )
        offered = [one for one in self._wanted if one in self.ticks and self._is_counted]
        number = len(self._wanted) - len(offered)
        if not number:
            return
        self.set_raw(offered)
        raise InvalidInput(
            Message.plural(
                "{number} deadline ticked before cannot be calculated from what stands here now.",
                "{number} deadlines ticked before cannot be calculated from what stands here now.",
                number,
            ),
            field="rule_ids",
            remedy="Check country, type of proceeding, event and date, or save again to go on without.",
        )

    def show_periods(self, periods: Sequence[StartedPeriod], remark: str = "") -> None:
        """Offer these; what was ticked and is offered no more is ticked again once it is offered again.

        Args:
            periods: those with a date can be ticked, the others are named.
            remark: what stands below them: that there are none, and what was not read.
        """
        self._is_counted, self._is_warned = True, False
        own = [period for period in periods if period.working and period.working.effective_act_by]
        dated = own or [period for period in periods if period.act_by]  # else limits on the authority
        offered = [period for period in periods if period in dated or period.asks]
        offered.sort(key=lambda period: by_condition(period.offer))
        rest = [period.offer for period in periods if period not in offered]
        lines = {period.offer.rule.id: self._spoken(period) for period in offered}
        if (lines, rest, remark) == self._shown:
            return
        self._shown = lines, rest, remark
        self._forget_changed(offered)
        focused: QWidget | None = self.window().focusWidget()
        held = next((rule_id for rule_id, tick in self.ticks.items() if tick is focused), None)
        empty_out(self._body)
        self.ticks = {}
        for condition, alike in groupby(offered, lambda period: self._say.condition(period.offer)):
            if condition:
                self._body.addWidget(label(condition, "strong", wraps=True))
            for period in alike:
                if period in dated:
                    self._offer(period)
                else:
                    self._body.addWidget(label(self._line(period), wraps=True))
                    self._body.addWidget(label(self._asks(period), "quiet", wraps=True))
        for text in (self._advice(dated), *self._without_date(rest), remark):
            if text:
                self._body.addWidget(label(text, "quiet", wraps=True))
        self.set_raw(self._wanted)
        if held is not None and self.ticks:  # the keyboard was in the row of another day
            self.ticks.get(held, next(iter(self.ticks.values()))).setFocus()

    def _advice(self, offered: Sequence[StartedPeriod]) -> str:
        if not offered:
            return ""
        return self._words("Tick what applies. Have each date checked before you rely on it.")

    def _without_date(self, offers: Sequence[RuleOffer]) -> Iterator[str]:
        sure = [self._words(offer.rule.title) for offer in offers if not offer.turns_on_treaty]
        unsure = [self._words(offer.rule.title) for offer in offers if offer.turns_on_treaty]
        if sure:
            yield self._words(
                "May run too, to be counted under New deadline, which asks for what else must be known: "
                "{titles}",
                titles=self._words.series_of(sure),
            )
        if unsure:
            yield self._words(
                "Only if that treaty binds the state: {titles}", titles=self._words.series_of(unsure)
            )

    def _forget_changed(self, periods: Sequence[StartedPeriod]) -> None:
        """Untick what now depends on what happened: it was ticked for another event."""
        now = {period.offer.rule.id: self._say.condition(period.offer) for period in periods}
        before = now | self._conditions
        self._wanted = [
            rule_id
            for rule_id in self._wanted
            if now.get(rule_id, before.get(rule_id)) == before.get(rule_id)
        ]
        self._conditions = before | now

    def _offer(self, period: StartedPeriod) -> None:
        rule_id = period.offer.rule.id
        tick = self.ticks[rule_id] = TickBox(self._line(period))
        tick.setAccessibleName(self._spoken(period))
        self._body.addWidget(tick)
        starts = label(self._starts(period), "quiet", wraps=True)
        beside_box = tick.fontMetrics().height() + tick.fontMetrics().averageCharWidth()
        starts.setContentsMargins(beside_box, 0, 0, 0)
        self._body.addWidget(starts)
        tab_before(self, tick)
        tick.toggled.connect(lambda _: self._note(rule_id))

    def _note(self, rule_id: str) -> None:
        wanted = [one for one in self._wanted if one != rule_id]
        self._wanted = [*wanted, rule_id] if self.ticks[rule_id].isChecked() else wanted
        self.changed.emit()

    def _line(self, period: StartedPeriod) -> str:
        working, title = period.working, self._words(period.offer.rule.title)
        if working is None or period.act_by is None:
            return f"{self._words('no date')} · {title} · {period.offer.rule.citation}"
        day = dates.format_date(self._words, period.act_by.on)
        if working.basis.nature:
            day = self._words("from {day}", day=day)
        return f"{day} · {self._say.beside(reservations_of(working), title, working.basis.citation)}"

    def _starts(self, period: StartedPeriod) -> str:
        return self._say.runs_from(period.offer.rule.trigger)

    def _asks(self, period: StartedPeriod) -> str:
        """Return what starts it, what must be known first, and where that is asked for."""
        asks = self._words(period.asks) if period.asks else ""
        where = self._words("New deadline asks for it.") if asks else ""
        return " ".join(filter(None, (f"{self._starts(period)} ·", asks, where)))

    def _spoken(self, period: StartedPeriod) -> str:
        return f"{self._line(period)} · {self._starts(period)}"
