"""No text names a decision without what became of it, whether a person typed it or the program made it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Block, Composition, DossierPart, Span, TextParagraph
from casebook.domain.library.source import Source
from casebook.packs.library.library import read_library
from casebook.packs.library.registry import read_registry
from casebook.services.dossier.sections.later_history import (
    Histories,
    forbidden,
    require_histories,
    with_histories,
)

WORDS = Translator()
OLD = Source(
    id="old",
    title="Kim v Minister of Justice",
    author="Court",
    body="Court",
    type="judgment",
    number="[2019] NZCA 209 (CA562/2017)",
    history="Set aside by [2022] NZSC 44.",
    cite_use="only-as-history",
)
NEW = replace(
    OLD,
    id="new",
    title="Minister of Justice v Kim (No 2)",
    number="[2022] NZSC 44",
    history="The Committee found a breach of article 9(1).",
    cite_use="with-history",
)
FINE = replace(OLD, id="fine", title="Liu v. Poland", number="no. 37610/18", history="", cite_use="plain")
GONE = replace(
    OLD,
    id="gone",
    title="N.A. v. Finland",
    number="no. 25244/18",
    history="Annulled.",
    cite_use="do-not-cite",
)
HISTORIES = Histories((OLD, NEW, FINE, GONE))


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(TextParagraph(line=(Span(text),)) for text in texts)


def text_of(blocks: tuple[Block, ...]) -> str:
    return "\n".join("".join(span.text for span in block.line) for block in blocks if hasattr(block, "line"))


def composition(*blocks: Block) -> Composition:
    part = DossierPart(title="Argument", anchor="part:a", blocks=blocks)
    return Composition(title="", running_head="", language="en", parts=(part,))


@pytest.mark.parametrize(
    "typed",
    [
        "As was held in [2019] NZCA 209 at [278].",
        "As was held in Kim v Minister of Justice.",
        "See CA562/2017.",
        "See [2019]\nNZCA  209.",
    ],
)
def test_a_typed_citation_gets_each_later_history_it_needs(typed: str) -> None:
    blocks = with_histories(paragraphs("An opening.", typed), HISTORIES, WORDS)
    assert "Set aside by [2022] NZSC 44." in text_of(blocks)
    assert "The Committee found a breach of article 9(1)." in text_of(blocks)
    require_histories(composition(*blocks), HISTORIES)


@pytest.mark.parametrize("typed", ["Liu v. Poland, no. 37610/18.", "[2019] NZCA 2091", "No decision at all."])
def test_other_texts_stay_as_they_are(typed: str) -> None:
    assert with_histories(paragraphs(typed), HISTORIES, WORDS) == paragraphs(typed)


def test_a_history_already_told_is_not_told_twice() -> None:
    blocks = paragraphs("[2019] NZCA 209. Set aside by [2022] NZSC 44.", NEW.history)
    assert with_histories(blocks, HISTORIES, WORDS) == blocks


def test_a_text_that_went_past_the_door_is_refused() -> None:
    bare = composition(*paragraphs("As was held in [2019] NZCA 209."))
    with pytest.raises(Refused) as caught:
        require_histories(bare, HISTORIES)
    assert "“Argument”" in str(caught.value.title)
    assert "[2019] NZCA 209" in str(caught.value.title)


def test_what_must_not_be_cited_blocks() -> None:
    (problem,) = forbidden(paragraphs("Compare N.A. v. Finland, no. 25244/18."), HISTORIES)
    assert problem.is_blocking
    assert "25244/18" in str(problem.what)
    assert list(forbidden(paragraphs("Compare [2019] NZCA 209."), HISTORIES)) == []


def test_every_shipped_ecli_is_recognised() -> None:
    held: tuple[Any, ...] = (*read_registry().decisions, *read_library().sources)
    histories = Histories(held)
    plain = {part for each in held if each.cite_use == "plain" for part in (each.ecli, each.title)}
    missed = [
        each.id
        for each in held
        if each.cite_use != "plain" and each.ecli and each.ecli not in plain
        if not histories.missing_in([f"See {each.ecli}, para. 3."])
    ]
    assert missed == []


def test_a_footnote_is_looked_into_as_well() -> None:
    bare = TextParagraph(line=(Span("As was held."), Span("", note=(Span("[2019] NZCA 209."),))))
    with pytest.raises(Refused):
        require_histories(composition(bare), HISTORIES)
    note = Span(f"[2019] NZCA 209. {OLD.history} {NEW.history}")
    require_histories(
        composition(replace(bare, line=(Span("As was held."), Span("", note=(note,))))), HISTORIES
    )
