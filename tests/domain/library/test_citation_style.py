"""Each style on each sort of source, and what must never be printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.library.citation import cite_finding, cite_source
from casebook.domain.library.citation_style import STYLES, Style, cite, cite_found
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source

CASE = Source(
    id="liu",
    title="Liu v. Poland",
    author="European Court of Human Rights (First Section)",
    body="European Court of Human Rights",
    type="judgment",
    number="no. 37610/18",
    ecli="ECLI:CE:ECHR:2022:1006JUD003761018",
    issued=StatedDate(edtf="2022-10-06"),
)
NEUTRAL = replace(
    CASE,
    title="Minister of Justice v Kim",
    body="Supreme Court of New Zealand",
    number="[2021] NZSC 57",
    ecli="",
)
LAW = Source(
    id="law",
    title="Extradition Law of the People's Republic of China",
    author="National People's Congress of the PRC",
    body="National People's Congress",
    type="legislation",
    issued=StatedDate(edtf="2000-12-28"),
)
UN = Source(
    id="cat",
    title="Concluding observations on China",
    author="Committee against Torture",
    body="UN Committee against Torture",
    type="un-treaty-body",
    number="CAT/C/CHN/CO/5",
    issued=StatedDate(edtf="2016-02-03"),
)
REPORT = Source(
    id="ngo",
    title="A Report",
    author="Doe, Jo",
    body="An Institute",
    type="ngo-report",
    issued=StatedDate(edtf="2022-01"),
)


@pytest.mark.parametrize("style", STYLES)
def test_no_style_leaves_out_what_became_of_a_decision(style: Style) -> None:
    fallen = replace(NEUTRAL, history="Set aside by [2022] NZSC 44.", cite_use="only-as-history")
    finding = Finding(id="f", source_id="liu", topic_id="t", statement="Held.", strength="court finding")
    assert cite(fallen, style).endswith(". Later history: Set aside by [2022] NZSC 44.")
    assert "Later history: Set aside by" in cite_found(finding, fallen, style, Translator())
    withdrawn = replace(fallen, history="Annulled on revision.", cite_use="do-not-cite")
    assert cite(withdrawn, style).endswith(". Not to be cited: Annulled on revision.")


def test_a_finding_tells_the_history_only_where_it_must() -> None:
    finding = Finding(id="f", source_id="liu", topic_id="t", statement="Held.", strength="court finding")
    plain = replace(CASE, history="Final on 30 January 2023.")
    assert "30 January" not in cite_finding(finding, plain, Translator())
    assert "30 January" in cite_source(plain, Translator())
    told = cite_finding(finding, replace(plain, cite_use="with-history"), Translator())
    assert told.endswith("Later history: Final on 30 January 2023.")


@pytest.mark.parametrize(
    ("source", "place", "oscola", "bluebook", "plain"),
    [
        (
            CASE,
            "para. 34",
            "Liu v. Poland App no 37610/18 (European Court of Human Rights, 6 October 2022) para 34",
            "Liu v. Poland, App. No. 37610/18 (European Court of Human Rights Oct. 6, 2022), ¶ 34",
            "Liu v. Poland, ECLI:CE:ECHR:2022:1006JUD003761018, no. 37610/18, 6 October 2022, para. 34",
        ),
        (
            NEUTRAL,
            "paras. 4-6",
            (
                "Minister of Justice v Kim [2021] NZSC 57 "
                "(Supreme Court of New Zealand, 6 October 2022) paras 4-6"
            ),
            "Minister of Justice v Kim, [2021] NZSC 57 (Supreme Court of New Zealand Oct. 6, 2022), ¶ 4-6",
            "Minister of Justice v Kim, [2021] NZSC 57, 6 October 2022, paras. 4-6",
        ),
        (
            LAW,
            "art. 8(2)",
            "Extradition Law of the People's Republic of China (version of 28 December 2000) art 8(2)",
            (
                "Extradition Law of the People's Republic of China (version of 28 December 2000), "
                "art. 8(2) (2000)"
            ),
            "Extradition Law of the People's Republic of China, 28 December 2000, art. 8(2)",
        ),
        (
            UN,
            "para. 9",
            (
                "Committee against Torture, ‘Concluding observations on China’ (3 February 2016) "
                "UN Doc CAT/C/CHN/CO/5 para 9"
            ),
            (
                "Committee against Torture, Concluding observations on China, ¶ 9, "
                "U.N. Doc. CAT/C/CHN/CO/5 (Feb. 3, 2016)"
            ),
            (
                "Committee against Torture, Concluding observations on China, CAT/C/CHN/CO/5, "
                "3 February 2016, para. 9"
            ),
        ),
        (
            REPORT,
            "p. 4",
            "Doe, Jo, A Report (An Institute, January 2022) p 4",
            "Doe, Jo, A Report, An Institute, at 4 (Jan. 2022)",
            "Doe, Jo, A Report, January 2022, p. 4",
        ),
    ],
    ids=["application", "neutral", "statute", "symbol", "report"],
)
def test_a_source_is_cited_in_each_style(
    source: Source, place: str, oscola: str, bluebook: str, plain: str
) -> None:
    assert cite(source, "oscola", pinpoint=place) == oscola
    assert cite(source, "bluebook", pinpoint=place) == bluebook
    assert cite(source, "plain", pinpoint=place) == plain


@pytest.mark.parametrize("style", STYLES)
def test_a_place_nobody_knows_is_not_printed(style: str) -> None:
    citation = cite(UN, style)  # type: ignore[arg-type]
    assert citation == citation.strip().rstrip(",")
    assert "¶" not in citation
    assert ", ," not in citation


@pytest.mark.parametrize("style", STYLES)
def test_a_statute_is_cited_by_its_version(style: str) -> None:
    assert "2000" in cite(LAW, style)  # type: ignore[arg-type]
    dated = replace(LAW, title="Supervision Law (2018)", issued=StatedDate(edtf="2018-03-20"))
    assert "2018" in cite(dated, style)  # type: ignore[arg-type]
    assert "version of" not in cite(dated, style)  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES)
def test_what_was_not_read_says_so_in_every_style(style: str) -> None:
    finding = Finding(
        id="f",
        source_id="cat",
        topic_id="t",
        statement="S.",
        strength="reported",
        pinpoint="para. 9",
        reading_level="secondary",
        reported_in="A Newspaper",
    )
    citation = cite_found(finding, UN, style, Translator())  # type: ignore[arg-type]
    assert citation.endswith(", as reported in A Newspaper; the source itself was not read")


@pytest.mark.parametrize("style", STYLES)
def test_a_source_without_a_date_says_so(style: str) -> None:
    citation = cite(replace(REPORT, issued=None), style)  # type: ignore[arg-type]
    assert ("no date" if style == "plain" else "n.d.") in citation


@pytest.mark.parametrize("style", STYLES)
def test_a_number_that_stands_in_the_title_is_cited_once(style: Style) -> None:
    decision = Source(
        id="au",
        title="2428602 (Refugee) [2024] ARTA 685",
        author="Administrative Review Tribunal",
        body="Administrative Review Tribunal (Australia)",
        type="tribunal-decision",
        issued=StatedDate(edtf="2024-11-27"),
        number="[2024] ARTA 685",
    )
    assert cite(decision, style).count("ARTA 685") == 1


@pytest.mark.parametrize(
    ("title", "number", "issued", "cited"),
    [
        ("Auto 4/2019, de 29 de enero de 2019", "ATC 4/2019", "2019-01-29", ", ATC 4/2019"),
        ("A Law", "adopted 30 June 2012", "2012-06-30", ", adopted 30 June 2012"),
        ("A Law", "no. 1", "2012-06-30", ", no. 1, 30 June 2012"),
        ("A Law (2018 amendment)", "no. 1", "2018", ", no. 1"),
    ],
)
def test_no_citation_states_its_day_twice(title: str, number: str, issued: str, cited: str) -> None:
    law = replace(LAW, title=title, number=number, issued=StatedDate(edtf=issued))
    assert cite_source(law, Translator()) == f"{title}{cited}"


def test_a_law_is_cited_in_the_language_of_the_dossier() -> None:
    finding = Finding(
        id="f",
        source_id="law",
        topic_id="t",
        statement="",
        strength="law text",
        pinpoint="art. 50",
        reading_level="document",
    )
    treaty = replace(LAW, csl_type="treaty")
    assert "(angenommen am 28. Dezember 2000), art. 50" in cite_finding(finding, treaty, Translator("de"))


@pytest.mark.parametrize(
    ("history", "printed"),
    [
        ("Nothing later is recorded.", ""),
        ("Current when checked.", ""),
        ("No follow-up was found.", ""),
        ("No later ruling was found; the full text was not read.", ""),
        ("Dismissed; whether it was appealed is not known.", "Later history: Dismissed."),
        ("Known from the press only; whether it was appealed was not seen.", ""),
        ("It was not followed.", "It was not followed."),
    ],
)
def test_that_nothing_later_is_known_is_no_later_history(history: str, printed: str) -> None:
    fallen = replace(NEUTRAL, history=history)
    cited = cite_source(fallen, Translator())
    assert printed in cited
    assert ("Later history" in cited) is bool(printed)
