"""Words of a recorded way of contact that may be an account are listed once, for a person to decide."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import hidden_facts
from casebook.services.dossier.hiding.perhaps_account import PerhapsAccounts

RECORDED = (
    KnownFact(kind="safe-contact", value="Telegram: moonharbour, evenings only; WeChat: QR55KK2A"),
    KnownFact(kind="safe-contact", value="微信：清风明月，家人"),
    KnownFact(kind="channel", value="Facebook: Aygul Tursun on Mondays"),
)


def listed(text: str) -> list[str]:
    """What a review lists of a text, when it is searched twice."""
    hits = tuple(NameReplacer(hidden_facts(RECORDED, Translator())).find(text))
    accounts = PerhapsAccounts(RECORDED)
    return [text[start:end] for _ in range(2) for start, end in accounts.find(text, hits)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("as Moonharbour wrote, moonharbour", ["Moonharbour"]),
        ("moonharbours of the coast", []),
        ("only in the evenings; QR55KK2A", []),
        ("昨天清风明月说，家人", ["清风明月"]),
        ("Aygul Memet and Aygul  Tursun", ["Aygul  Tursun"]),
    ],
)
def test_what_may_be_an_account_is_listed_once(said: str, words: list[str]) -> None:
    assert listed(said) == words


def test_an_account_within_what_is_replaced_is_not_listed() -> None:
    assert listed("Telegram: moonharbour, evenings only; WeChat: QR55KK2A") == []
