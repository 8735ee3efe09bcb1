"""The matrix as a map: one channel at a time, with the number of countries by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from casebook.domain.library.channel import MATRIX, ChannelStatus
from casebook.services.library import country_text, world_map
from casebook.services.library.country import CountryRow
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.widgets.charts.world import Shade, WorldMap
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import CardGrid
from casebook.ui.widgets.layout.layout import column, empty_out, line

_CHIP = 140


class CountryMap(QFrame):
    """The choice of a channel, the map, and what its colours say."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        words = self._words = page.words
        self._wording = RegistryWording(words)
        self._rows: Sequence[CountryRow] = ()
        whole = column(self, gap=10, margins=(12, 14))
        self.channel = ChoiceBox()
        self.channel.setAccessibleName(words("Channel"))
        for kind in MATRIX:
            self.channel.addItem(country_text.channel(kind, words), kind)
        self.channel.currentIndexChanged.connect(lambda _: self._show())
        head = line(gap=0)
        head.addWidget(self.channel)
        head.addStretch(1)
        whole.addLayout(head)
        self._legend = column(gap=0)
        whole.addLayout(self._legend)
        size = (world_map.WIDTH, world_map.HEIGHT)
        self.map = WorldMap(world_map.outlines(), size, words("Map of countries by channel"))
        whole.addWidget(self.map, 1)
        note = words("Outlines and borders as drawn by Natural Earth. A dot marks a state too small to see.")
        whole.addWidget(label(note, "small", wraps=True))

    def show_rows(self, rows: Sequence[CountryRow]) -> None:
        """Show these."""
        self._rows = rows
        self._show()

    def _show(self) -> None:
        place = self.channel.currentIndex()
        shades, counts = {}, Counter[ChannelStatus]()
        for row in self._rows:
            state = row.channels[place]
            status = state.status
            word, tone, _ = self._wording.channel(status)
            counts[status] += 1
            shades[row.id] = Shade(name=row.name, words=word, tone=tone if state.instruments else None)
        self._show_legend(counts)
        spoken = self._words.series_of(
            self._words.labelled(shade.name, shade.words) for shade in shades.values() if shade.tone
        )
        self.map.show_shades(shades, spoken)

    def _show_legend(self, counts: Counter[ChannelStatus]) -> None:
        empty_out(self._legend)
        status_counts = [(self._wording.channel(status), count) for status, count in counts.most_common()]
        chips = [
            Chip(self._words.labelled(word, str(count)), tone, meaning)
            for (word, tone, meaning), count in status_counts
        ]
        self._legend.addWidget(CardGrid(chips, _CHIP))
