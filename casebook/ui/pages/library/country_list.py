"""Countries: the matrix of channels, a colour and a word for each."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from casebook.base.i18n import Translator
from casebook.domain.library.channel import MATRIX, ChannelKind
from casebook.services.library import country, country_text
from casebook.services.library.country import CountryRow
from casebook.ui.kit.collation import sort_key
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.library.country_map import CountryMap
from casebook.ui.pages.wording.registry import RegistryWording, Status
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.segments import Segments


class CountryList(Listing[CountryRow]):
    """Every country by channel; opening one shows its sheet."""

    concerns = frozenset({"country", "instrument", "decision", "public-incident"})

    def __init__(self, context: PageContext) -> None:
        self._countries: list[CountryRow] = []
        super().__init__(context, context.words("Countries"), _columns(context.words))
        text = context.words(
            "The status of each channel of cooperation with China. “None found” does not prove "
            "that none exists. Each country sheet states how the information is known."
        )
        self.above.addWidget(label(text, "quiet", wraps=True))
        self.above.addSpacing(8)
        words = context.words
        self._views = Segments((("table", words("Table")), ("map", words("Map"))), words("View as"))
        self._views.chosen.connect(self.show_as)
        self._views.choose("table")
        self.above.addWidget(self._views)
        self.table.sort_by(0)

    def fill(self, whole: QBoxLayout) -> None:
        """The table, and in its place the map, which is drawn when it is first asked for."""
        self._stack_of_views = QStackedWidget()
        self._stack_of_views.addWidget(self.pane)
        self.map: CountryMap | None = None
        whole.addWidget(self._stack_of_views, 1)

    def show_as(self, view: str) -> None:
        """Show the matrix as a table or as a map."""
        self._views.choose(view)
        if view == "table":
            self._stack_of_views.setCurrentIndex(0)
            return
        if self.map is None:
            self.map = CountryMap(self)
            self.map.map.opened.connect(self.open_row)
            self._stack_of_views.addWidget(self.map)
        self.map.show_rows(self._countries)
        self._stack_of_views.setCurrentWidget(self.map)

    def read(self) -> None:
        """Read every country."""
        self.ask(lambda session: country.rows(session, self.words), self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when there are no countries."""
        return Empty(
            "country",
            self.words("No countries here"),
            self.words(
                "The country data, with treaties and decisions, is loaded when a casebook is created."
            ),
        )

    def open_row(self, record_id: str) -> None:
        """Show the sheet of a country."""
        self.context.go(Location(page="country", id=record_id))

    def _show(self, rows: list[CountryRow]) -> None:
        self._countries = rows
        self.show_rows(rows)
        if self.map is not None:
            self.map.show_rows(rows)
        if rows:
            self.table.choose(self.place.id or self.table.chosen_id or self.first_row())


def _columns(words: Translator) -> tuple[Column[CountryRow], ...]:
    country_words = Wording(words).country_words
    return (
        Column(
            title=words("Country"),
            text=lambda row: row.name,
            sort=lambda row: sort_key(words.language)(row.name),
            sought=lambda row: country_words(row.id),
            look="strong",
            width=26,
            stretches=True,
        ),
        *(_channel(words, place, kind) for place, kind in enumerate(MATRIX)),
        Column(
            title=words("Record"),
            text=lambda row: str(row.decisions + row.incidents or ""),
            sort=lambda row: row.decisions + row.incidents,
            look="quiet",
            width=6,
            gives_way=1,
        ),
    )


_MIN_CHARS = 6
"""The columns of channels leave what they need not to the names of countries."""
_TURNS: dict[ChannelKind, int] = {"police": 2, "readmission": 3, "transfer-of-sentenced": 4}
"""In a narrow window they give way to the names of countries and to extradition and assistance."""


def _channel(words: Translator, place: int, kind: ChannelKind) -> Column[CountryRow]:
    wording = RegistryWording(words)

    def channel_status(row: CountryRow) -> Status:
        return wording.channel(row.channels[place].status)

    def is_found(row: CountryRow) -> bool:
        return bool(row.channels[place].instruments)

    return Column(
        title=country_text.channel_in_short(kind, words),
        text=lambda row: channel_status(row)[0],
        tone=lambda row: channel_status(row)[1] if is_found(row) else None,
        # No icon: the words of all seven channels have room at the least usual width, 1280 pixels.
        look="quiet",
        width=_MIN_CHARS,
        gives_way=_TURNS.get(kind, 0),
    )
