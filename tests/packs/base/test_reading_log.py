from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.entry import refuse
from casebook.packs.base.reading_log import read_log
from tests.packs.written import change


def test_the_log_gives_addresses_by_entry(packs: Path) -> None:
    change(packs / "reading-log.toml", "[sources]", '[sources]\nreport-2020 = "https://copies.example/1"')
    log = read_log(packs, refuse)
    assert log.copies == ("copies.example",)
    assert log.read_at == {"sources": {"report-2020": ("https://copies.example/1",)}, "findings": {}}


def test_an_entry_may_have_been_read_in_several_places(packs: Path) -> None:
    change(
        packs / "reading-log.toml",
        "[sources]",
        '[sources]\nreport-2020 = ["https://a.example", "https://b.example"]',
    )
    assert read_log(packs, refuse).addresses == {"https://a.example", "https://b.example"}


def test_an_address_that_is_no_text_is_refused(packs: Path) -> None:
    change(packs / "reading-log.toml", "[findings]", "[findings]\nreport-ban = 1")
    with pytest.raises(PackInvalid) as caught:
        read_log(packs, refuse)
    assert caught.value.field == "reading-log.toml · findings · report-ban"
