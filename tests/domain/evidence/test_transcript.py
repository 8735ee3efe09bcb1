"""What is read of WebVTT and SubRip as programs and people write them."""

from __future__ import annotations

import pytest

from casebook.domain.evidence.transcript import transcript_lines

ONE = "1\n00:00:01,000 --> 00:00:02,000\n"
NEXT = "2\n00:00:03,000 --> 00:00:04,000\nwe left"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\n00:00:01.000-->00:00:02.000\nhe came", ["0:00:01 he came"]),
        ("1\n00:00:01 --> 00:00:02\nhe came", ["0:00:01 he came"]),
        (f"{ONE}he came\n\nat night\n\n{NEXT}", ["0:00:01 he came at night", "0:00:03 we left"]),
        (f"{ONE}\nhe came\n\n{NEXT}", ["0:00:01 he came", "0:00:03 we left"]),
        (f"{ONE}he came\n{NEXT}", ["0:00:01 he came", "0:00:03 we left"]),
        (f"{ONE}\n{NEXT}", ["0:00:03 we left"]),
        (f"{ONE}<i>he</i> <inaudible> came <li@x.example>", ["0:00:01 he <inaudible> came <li@x.example>"]),
        ("WEBVTT\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n<c.loud>he</c> <00:01.500>came\n\nNOTE no",
         ["0:00:01 he came"]),
        ("WEBVTT\n\nfirst\n00:01.000 --> 00:02.000 position:0%\nhe\n00:03.000 --> 00:04.000\ncame",
         ["0:00:01 he", "0:00:03 came"]),
        ("00:00:01,000 --> 00:00:02,000\nhe came\n00:00:03,000 --> 00:00:04,000 X1:40 X2:600\nwe left\n",
         ["0:00:01 he came", "0:00:03 we left"]),
        ("[00:01:05.000 --> 00:01:07.500]  he came\n[0:02:00.5] no", ["0:01:05 he came", "0:02:00 no"]),
    ],
    ids=["no blanks", "no fractions", "parted", "late", "joined", "empty", "remarks", "notes",
         "unparted", "numberless", "speech"],
)  # fmt: skip
def test_no_words_of_a_cue_are_lost(text: str, said: list[str]) -> None:
    assert [f"{line.time} {line.words}" for line in transcript_lines(text)] == said
