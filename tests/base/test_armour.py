"""Bytes as lines of an email: they come back from replies, and each way of not being whole is told apart."""

from __future__ import annotations

import pytest

from casebook.base.armour import ArmourFault, NotArmoured, armoured, unarmoured

DATA = bytes(range(200))
TEXT = armoured(DATA, "CARD")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"Dear colleague,\n\n{TEXT}\nRegards",
        "\n".join(f"> | {line}  " for line in TEXT.splitlines()),
        "\ufeff" + TEXT.replace("\n", "\r\n\r\n"),
    ],
)
def test_the_bytes_come_back_from_what_emails_make_of_the_lines(text: str) -> None:
    assert unarmoured(text, "CARD") == DATA


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Hello", ArmourFault.NONE),
        (TEXT + TEXT, ArmourFault.NONE),
        (TEXT.replace("CARD", "RECEIPT"), ArmourFault.NONE),
        ("\n".join(line for line in TEXT.splitlines() if not line.startswith("=")), ArmourFault.INCOMPLETE),
        ("\n".join(TEXT.splitlines()[:1] + TEXT.splitlines()[-2:]), ArmourFault.INCOMPLETE),
        (TEXT.replace("AAEC", "AAED"), ArmourFault.CHANGED),
        (TEXT.replace("AAEC", "AA*C"), ArmourFault.CHANGED),
    ],
)
def test_lines_that_are_not_whole_give_nothing(text: str, fault: ArmourFault) -> None:
    with pytest.raises(NotArmoured) as caught:
        unarmoured(text, "CARD")
    assert caught.value.fault is fault
