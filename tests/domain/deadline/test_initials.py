from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.deadline.initials import require_initials


@pytest.mark.parametrize("initials", ["JS", "林志", "Ж", "ཀཻ"])
def test_letters_of_any_script_are_initials(initials: str) -> None:
    assert require_initials(f" {initials} ") == initials


@pytest.mark.parametrize("initials", ["12", "A1", "A.B", "?"])
def test_anything_else_is_none(initials: str) -> None:
    with pytest.raises(InvalidInput):
        require_initials(initials)
