"""The bytes of the chain of changes, which every vault ever written relies on."""

from __future__ import annotations

import hashlib
import hmac
import json

from hypothesis import given
from hypothesis import strategies as st

from casebook.store.base import audit

KEY = bytes(range(32))
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ENTRIES = st.fixed_dictionaries(
    {
        "number": st.integers(1, 2**40),
        **dict.fromkeys(
            ("at", "who", "action", "noun", "record_id", "before", "after", "salt", "digest"), TEXT
        ),
        "fields": st.lists(TEXT, max_size=3),
    }
)


def mac(content: str) -> str:
    return hmac.new(KEY, content.encode(), hashlib.sha256).hexdigest()


@given(ENTRIES)
def test_an_entry_is_sealed_as_canonical_json(entry: dict[str, object]) -> None:
    chained = {name: entry[name] for name in entry if name not in {"before", "after", "salt"}}
    content = json.dumps(chained, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert audit.link(KEY, audit.START, entry) == mac(f"{audit.START}\n{content}")


@given(ENTRIES)
def test_its_values_are_sealed_as_json_with_their_salt(entry: dict[str, object]) -> None:
    values = json.dumps([entry["salt"], entry["before"], entry["after"]], ensure_ascii=False)
    assert audit.entry_mac(KEY, entry) == mac(values)
