from __future__ import annotations

import dataclasses

import pytest

from casebook.domain.dossier import composition
from casebook.store.base.entity_table import SearchText

KINDS = [
    *(
        kind
        for kind in vars(composition).values()
        if dataclasses.is_dataclass(kind)
        and isinstance(kind, type)
        and kind.__module__ == composition.__name__
    ),
    SearchText,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_value_that_carries_text_shows_none_of_it_when_printed(kind: type[object]) -> None:
    assert kind.__repr__ is object.__repr__ or kind.__repr__.__module__ == "casebook.domain.base.entity"
