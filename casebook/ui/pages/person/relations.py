"""The relationship diagram of a case: its clients, related people, and pressure on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea

from casebook.domain.base.entity import entity
from casebook.domain.person.person import Person
from casebook.services.person.person import Bond
from casebook.ui.kit.printing import widget_pdf
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.values import side_by_side
from casebook.ui.widgets.charts.relation_diagram import DiagramEdge, DiagramNode, RelationDiagram


@entity
class RelationsPicture:
    """A person of the case in the diagram, with their role."""

    id: str
    person: Person
    part: str


class Relations(QScrollArea):
    """The diagram, with scrolling.

    Attributes:
        opened: the id of the person pressed.
    """

    opened = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._words = page.words
        self.setWidgetResizable(True)
        self.setAccessibleName(self._words("Relationships"))
        self._diagram = RelationDiagram(self._words("Relationships"))
        self._diagram.opened.connect(self.opened)
        self.setWidget(self._diagram)

    def show_people(self, rows: Sequence[RelationsPicture], bonds: Mapping[str, Sequence[Bond]]) -> None:
        """Show the people of the case with their relationships."""
        by_other = {bond.other.id: bond for client_bonds in bonds.values() for bond in client_bonds}
        self._diagram.show_people(
            [self._node(row, by_other.get(row.id), is_middle=row.id in bonds) for row in rows],
            [
                DiagramEdge(
                    first=client_id,
                    second=bond.other.id,
                    words=bond.relation.kind,
                    is_certain=bond.relation.certainty != "stated",
                )
                for client_id, client_bonds in bonds.items()
                for bond in client_bonds
            ],
        )

    def as_pdf(self) -> bytes:
        """Return the diagram for printing."""
        return widget_pdf(self._diagram)

    def _node(self, row: RelationsPicture, bond: Bond | None, *, is_middle: bool) -> DiagramNode:
        where = bond.relation.other_is_in if bond else row.person.whereabouts
        pressure = bond.relation.pressure if bond else ""
        return DiagramNode(
            id=row.id,
            name=row.person.leading_name,
            beside=side_by_side(row.person.other_names),
            where=where or row.part,
            mark=self._words("under pressure: {what}", what=pressure) if pressure else "",
            is_middle=is_middle,
        )
