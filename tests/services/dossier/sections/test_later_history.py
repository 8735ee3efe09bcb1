"""No text names a decision without what became of it, whether a person typed it or the program made it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.dossier.composition import Block, Composition, DossierPart, Span, TextParagraph
from casebook.domain.library.citation import cite_finding, with_history
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import (
    Citable,
    history_in_language,
    printed_history,
    states_nothing_later,
)
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


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_paper_tells_a_later_history_in_chinese(language: str) -> None:
    words = Translator(language)
    (spanish,) = (each for each in read_registry().decisions if each.number == "ATC 10/2019")
    needing: Citable = replace(spanish, cite_use="with-history")
    histories = Histories([needing])
    cited = with_history("ATC 10/2019", needing, words)
    assert "Not followed" not in cited
    assert "Liu v. Poland（2022年）" in cited
    assert with_histories(paragraphs(cited), histories, words) == paragraphs(cited)
    stated = with_histories(paragraphs("见 ATC 10/2019。"), histories, words)
    assert history_in_language(needing, words) in text_of(stated)
    whole = replace(composition(*stated), language=language)
    require_histories(whole, histories)
    in_english = paragraphs(f"ATC 10/2019. {printed_history(needing)}")
    assert with_histories(in_english, histories, words) == in_english


def test_a_text_that_went_past_the_door_is_refused() -> None:
    bare = composition(*paragraphs("As was held in [2019] NZCA 209."))
    with pytest.raises(Refused) as caught:
        require_histories(bare, HISTORIES)
    assert "“Argument”" in str(caught.value.title)
    assert "[2019] NZCA 209" in str(caught.value.title)


def test_a_decision_upheld_on_appeal_says_so_wherever_it_is_cited() -> None:
    library = read_library()
    (source,) = (each for each in library.sources if each.id == "pt-coimbra-127-21-2022")
    (finding,) = (each for each in library.findings if each.id == "pt-coimbra-ambassador")
    assert "Upheld by the Supreme Court of Justice on 24 February 2022" in cite_finding(
        finding, source, WORDS
    )
    typed = paragraphs("As the Coimbra court held in case 127/21.5YRCBR.")
    assert source.history in text_of(with_histories(typed, Histories((source,)), WORDS))


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
        if not histories.named_in([f"See {each.ecli}, para. 3."])
    ]
    assert missed == []


NOT_KNOWN_BY_COURT_AND_DAY = {
    "pe-tc-wong-2011": "the year only",
    "ma-release-2025": "no decision of a court: a release, on which nobody relies by its day",
    "cz-us-taiwanese-detention": "no day",
    "bg-yao-2018": "the month only, which would stop a filing by chance; by its title",
    "ca-fc-lai-2007": "the year only; by its number",
    "br-2019-first": "no court is named",
    "tr-istanbul-adm-removal": "no day",
    "ph-sc-olalia-2007": "the year only; by its parties",
    "es-an-refusal-2025": "the year only",
    "th-uyghurs-2025": "no decision of a court",
    "rs-domestic-2024": "no day",
    "de-essen-2022": "the year only",
    "fr-noumea": "no day",
    "cy-court-practice-2025": "the years only; by its numbers",
}


def test_every_shipped_decision_with_a_history_is_recognised() -> None:
    decisions: tuple[Any, ...] = read_registry().decisions
    held = [each for each in decisions if each.history]
    assert len(held) == 71
    judged = [each for each in held if each.cite_use != "plain" and not states_nothing_later(each.history)]
    histories = Histories((*held, *read_library().sources))

    def knows(decision: Citable, typed: str) -> bool:
        return decision.history in {
            found.history for _, found in histories.named_in([f"See {typed}: refused."])
        }

    by_number = {each.id for each in judged if each.number and knows(each, f"no. {each.number}")}
    by_title = {each.id for each in judged if knows(each, each.title)}
    by_day = {
        each.id
        for each in judged
        if each.decided_on and knows(each, f"{each.court}, {in_words(each.decided_on, WORDS)}")
    }
    every = {each.id for each in judged}
    assert every - by_day - by_number == {id_ for id_ in NOT_KNOWN_BY_COURT_AND_DAY if id_ not in by_number}
    assert every - by_day - by_number - by_title == {"ma-release-2025"}
    assert [each.id for each in held if each.cite_use == "plain" and knows(each, each.title)] == []


@pytest.mark.parametrize(
    "typed",
    [
        "The Supreme Court of Poland sent it back on 15 January 2021.",
        "(2021-01-15, Supreme Court of Poland)",
        "Supreme Court of Poland, January 15, 2021",
        "波兰最高法院2021年1月15日的裁定 (Poland)",
        "la Cour suprême de Poland, arrêt du 15 janvier 2021",
    ],
)
def test_a_decision_without_a_number_is_known_by_court_and_day(typed: str) -> None:
    histories = Histories(read_registry().decisions)
    (found,) = histories.missing_in([typed], WORDS)
    assert found[1].history
    assert "2021" in found[0]


@pytest.mark.parametrize(
    "typed",
    [
        "She was heard by the court in Lisbon on 15 January 2021.",
        "Poland, 15 January 2021: he took a train.",
        "The Supreme Court of Poland ruled on 16 January 2021.",
    ],
)
def test_a_day_alone_is_no_decision(typed: str) -> None:
    assert Histories(read_registry().decisions).named_in([typed]) == ()


def test_a_decision_without_any_number_is_known_by_court_and_day() -> None:
    typed = "Supreme Court of Poland, 15 January 2021"
    ((_, polish),) = Histories(read_registry().decisions).named_in([typed])
    assert isinstance(polish, Decision)
    unnumbered = replace(polish, number="", ecli="", title="Refusal")
    ((where, named),) = Histories([unnumbered]).named_in([typed])
    assert (where, named) == (f"{polish.court}, 15 January 2021", unnumbered)
    assert Histories([unnumbered]).named_in(["", "Refusal"]) == ()


def test_a_number_of_two_decisions_gets_both_histories() -> None:
    other = replace(
        NEW, id="other", number="[2021] NZSC 57 (SC 57/2019)", history="Followed by a second judgment."
    )
    both = (replace(NEW, number="[2022] NZSC 44 (SC 57/2019)"), other)
    blocks = with_histories(paragraphs("See SC 57/2019."), Histories(both), WORDS)
    assert NEW.history in text_of(blocks)
    assert other.history in text_of(blocks)


def test_a_footnote_is_looked_into_as_well() -> None:
    bare = TextParagraph(line=(Span("As was held."), Span("", note=(Span("[2019] NZCA 209."),))))
    with pytest.raises(Refused):
        require_histories(composition(bare), HISTORIES)
    note = Span(f"[2019] NZCA 209. {OLD.history} {NEW.history}")
    require_histories(
        composition(replace(bare, line=(Span("As was held."), Span("", note=(note,))))), HISTORIES
    )


def test_court_and_month_name_a_decision_that_needs_its_history() -> None:
    typed = "The Supreme Court of Poland is reported to have refused a request in January 2021."
    ((_, polish),) = Histories(read_registry().decisions).named_in(
        ["Supreme Court of Poland, 15 January 2021"]
    )
    assert isinstance(polish, Decision)
    needing = replace(polish, cite_use="with-history")
    assert polish.history in text_of(with_histories(paragraphs(typed), Histories([needing]), WORDS))
    assert Histories([replace(polish, cite_use="do-not-cite")]).named_in([typed]) == ()


def test_what_is_not_known_is_no_line_of_a_filed_page() -> None:
    rome = replace(NEW, history="Whether it was appealed is not known; known from the press only.")
    (block,) = with_histories(paragraphs(f"Compare {NEW.number}."), Histories([rome]), WORDS)
    assert isinstance(block, TextParagraph)
    warsaw = replace(NEW, history="Binding according to counsel; it followed another ruling.")
    cited = TextParagraph(line=(Span("As held."),), reference=(Span(f"S1 · {NEW.number}"),))
    (block,) = with_histories((cited,), Histories([warsaw]), WORDS)
    assert isinstance(block, TextParagraph)
    told = "".join(span.text for span in block.reference)
    assert told.endswith("It followed another ruling."), "beside its source, not in a paragraph of its own"
    assert "counsel" not in told


LAW = Source(
    id="law",
    title="A Supervision Law",
    author="National People's Congress",
    type="legislation",
    body="National People's Congress, PRC",
    issued=StatedDate(edtf="2018-03-20"),
    history="Since replaced.",
    cite_use="with-history",
)


def test_a_day_names_a_decision_and_never_one_of_several_laws() -> None:
    named = Histories((LAW,)).named_in(["Constitution, National People's Congress, PRC, March 2018"])
    assert named == ()


@pytest.mark.parametrize(
    ("history", "printed"),
    [
        (
            "Annulled without remittal, so final; reasons filed on 17 May 2023.",
            "Outcome: Annulled without remittal, so final. Later history: Reasons filed on 17 May 2023.",
        ),
        (
            "The application was dismissed. None found.",
            "Outcome: The application was dismissed. No later history was found.",
        ),
        ("At first instance. None found.", "No later history was found."),
        ("No follow-up was found.", "No later history was found."),
    ],
)
def test_an_outcome_is_no_later_history(history: str, printed: str) -> None:
    source = replace(LAW, csl_type="legal_case", type="judgment", history=history)
    assert with_history("Re A", source, Translator("en")) == f"Re A. {printed}"
    supplied = replace(source, pack="p", history="At first instance. None found.")
    in_german = with_history("Re A", supplied, Translator("de"))
    assert in_german == "Re A. Ein weiterer Verlauf wurde nicht gefunden."
    assert with_history("A Law", replace(LAW, history="Current when checked."), Translator("en")) == "A Law"


def test_a_later_history_stands_in_the_paragraph_that_names_the_decision() -> None:
    (block,) = with_histories(paragraphs("As was held in [2022] NZSC 44."), HISTORIES, WORDS)
    assert text_of((block,)) == (
        "As was held in [2022] NZSC 44. "
        "(Later history of [2022] NZSC 44: The Committee found a breach of article 9(1).)"
    )


def test_a_decision_known_by_its_day_is_called_as_the_table_calls_it() -> None:
    texts = paragraphs("The Supreme Court of Poland decided.", "That was on 15 January 2021.", "An end.")
    first, second, end = with_histories(texts, Histories(read_registry().decisions), WORDS)
    assert "Later history of Case of L.Z. (Supreme Court of Poland, 15 January 2021)" in text_of((second,))
    assert (first, end) == (texts[0], texts[2])
