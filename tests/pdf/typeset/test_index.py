from __future__ import annotations

from pathlib import Path

from casebook.domain.dossier.composition import Composition
from tests.pdf.setting import address, as_poppler_reads, exhibit, front, links, one_part

LONG = "Request for extradition, certified translation, with annexes and the covering note of the Embassy"


def bundle(count: int) -> Composition:
    titles = ("A letter", LONG)
    exhibits = [
        exhibit(number, titles[number % 2], dated="3 March 2014", section=f"Section {number // 20}")
        for number in range(count)
    ]
    return Composition(title="Bundle", language="en", exhibits=tuple(exhibits))


def test_every_part_and_exhibit_is_a_link(tmp_path: Path) -> None:
    set_ = front(one_part(exhibits=(exhibit(1), exhibit(2, LONG))))
    index_links = links(set_.pdf)
    addresses = [link for _, link, _ in index_links]
    assert addresses == [address("part:1"), address("exhibit:e1"), *[address("exhibit:e2")] * 2]
    # The link reaches from the mark to the page number, as wide as the measure.
    assert all(right - left > 440 for _, _, (left, _, right, _) in index_links)
    read = as_poppler_reads(set_.pdf, tmp_path, "-layout", "-l", "1")
    assert "40–43" in read
    assert "50–53" in read


def test_a_single_page_is_no_range(tmp_path: Path) -> None:
    from casebook.pdf.typeset.render import set_front

    pdf = set_front(bundle(1), lambda _: "12", lambda _: "12").pdf
    assert as_poppler_reads(pdf, tmp_path, "-layout").split()[-1] == "12"


def test_a_long_index_runs_over_several_pages_under_the_same_head(tmp_path: Path) -> None:
    set_ = front(bundle(60))
    assert set_.page_count == 3
    pages = as_poppler_reads(set_.pdf, tmp_path, "-layout").split("\f")[:-1]
    assert all(page.split()[0] in {"Index", "Exhibit"} for page in pages)
    assert sum(page.count("Section 1") for page in pages) == 1
    assert len({link for _, link, _ in links(set_.pdf)}) == 60


def test_fixed_words_are_those_of_the_language() -> None:
    from casebook.base.i18n import PSEUDO_LANGUAGE

    composition = Composition(title="", language=PSEUDO_LANGUAGE, exhibits=(exhibit(1),))
    assert front(composition).outline[0].title.startswith("[Íñ")


def test_a_character_no_font_has_is_written_out_in_the_title_of_an_exhibit(tmp_path: Path) -> None:
    index = front(Composition(title="", language="en", exhibits=(exhibit(1, "Letter \ue123"),)))
    assert "Letter [U+E123]" in as_poppler_reads(index.pdf, tmp_path)


def test_marks_and_dates_longer_than_their_column_go_on_below(tmp_path: Path) -> None:
    made = (exhibit(1, LONG, dated="between the winter of 2014 and, as it is told, the summer of 2016"),)
    read = as_poppler_reads(
        front(Composition(title="", language="en", exhibits=made)).pdf, tmp_path, "-layout"
    )
    assert "between the winter" in read
    assert "summer of 2016" in read
