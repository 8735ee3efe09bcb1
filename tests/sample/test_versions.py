"""The sample before other courts: what is measured in each finished PDF is what the court's profile says."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from casebook.base.clock import fixed_clock
from casebook.base.resources import resource
from casebook.domain.dossier.build import Build
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.output_layout import shape_of
from casebook.domain.dossier.paper import PAPERS_PT
from casebook.domain.dossier.profile import Profile, RuleValue
from casebook.domain.dossier.text_numbering import letter
from casebook.pdf.typeset.text import MIN_PT
from casebook.sample.book.version import version_words
from casebook.sample.demo import filing_request
from casebook.sample.sample import add_version
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.dossier.build import build
from casebook.services.dossier.compose import ARGUED
from casebook.services.dossier.filing_check import check_file
from casebook.services.dossier.profile import profile_of
from tests.sample.measuring import MeasuredPage, MeasuredPdf, measured
from tests.sampled import sampled
from tests.vaults import SAMPLE_AT, MasterVault

LAW = {
    "ca": ("section 96 of the Immigration and Refugee Protection Act", "section 97(1)", "danger"),
    "de": ("§ 73 Satz 1 IRG", "§ 6 Abs. 2 IRG", "§ 11 IRG"),
    "echr": ("Rule 39 of the Rules of Court", "Article 3 of the Convention", "irreparable"),
    "fr": (
        "article 3 de la Convention européenne",
        "Convention contre la torture",
        "Liu c. Pologne",
        "696-4, 2°, du code de procédure pénale",
        "article 696-18",
        "traité du 20 mars 2007",
        "0000-000 du 4 mai 2026",
    ),
    "fr-suspension": ("article L. 521-1 du code de justice administrative", "requête en annulation"),
    "gb": ("section 87 of the Extradition Act 2003", "section 81", "section 194", "section 84(1)"),
    "us": (
        "8 U.S.C. § 1158",
        "8 U.S.C. § 1231(b)(3)",
        "8 C.F.R. §§ 1208.16 to 1208.18",
        "more likely than not",
    ),
}
"""What each court's own law must be named by."""
FOREIGN = {
    "us": ("Extradition Act", "EU Charter", "ECHR Art", "Qualification Directive", "Article 3 allows"),
    "gb": ("IRPA", "EU Charter"),
    "de": (
        "Torture and ill-treatment",
        "U.S.C.",
        "household register",
        "residence permit",
        "lunar calendar",
    ),
    "fr": ("U.S.C.", "household register", "residence permit", "lunar calendar", "Torture and ill-treatment"),
    "fr-suspension": ("U.S.C.", "household register"),
    "ca": ("U.S.C.", "EU Charter", "ECHR Art"),
    "echr": ("U.S.C.",),
}
"""What has no place before the court: law that does not bind it, and text in another language."""
LEGISLATION = {
    "ca": "Immigration and Refugee Protection Act, S.C. 2001, c. 27",
    "de": "Gesetz über die internationale Rechtshilfe in Strafsachen (IRG), § 11",
    "echr": "Rules of Court of the European Court of Human Rights",
    "fr": "Code de procédure pénale, article 696-4",
    "fr-suspension": "Code de justice administrative, article L. 521-1",
    "gb": "Human Rights Act 1998",
    "us": "8 U.S.C. § 1231(b)(3)",
}


@dataclass(frozen=True)
class BuiltVersion:
    """A version as built, its first file measured."""

    dossier: Dossier
    profile: Profile
    files: tuple[Path, ...]
    pdf: MeasuredPdf
    register: Build

    def asked(self, field: str) -> RuleValue | None:
        """What the court asks in a field, or None."""
        rule = self.profile.rule(field)
        return rule.value if rule else None

    @property
    def argument(self) -> list[MeasuredPage]:
        """The pages that hold nothing but parts that argue."""
        starts = [page for _, page in self.pdf.parts[2:]]
        spans = zip(self.dossier.sections, starts, starts[1:], strict=False)
        return [
            page
            for section, first, following in spans
            if section.kind in ARGUED
            for page in self.pdf.pages[first - 1 : following - 1]
        ]

    @property
    def own_text(self) -> str:
        """What stands before the exhibits."""
        exhibits = [part.first_page for part in self.register.contents if part.first_page]
        end = exhibits[0] if len(self.files) == 1 else len(self.pdf.pages)
        return " ".join(" ".join(page.text for page in self.pdf.pages[:end]).split())


Maker = Callable[[str], BuiltVersion]


@pytest.fixture(scope="module")
def built(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Maker:
    made: dict[str, BuiltVersion] = {}

    def make(word: str) -> BuiltVersion:
        if word not in made:
            made[word] = _built(sample_vault, word, tmp_path_factory.mktemp(word))
        return made[word]

    return make


def _built(sample_vault: MasterVault, word: str, folder: Path) -> BuiltVersion:
    path = sample_vault.copied_to(folder / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT)) as session:
        dossier = add_version(session, word)
        profile = profile_of(dossier.profile_id)
        is_divided = shape_of(profile).kind == "exhibits"
        out = folder / ("files.zip" if is_divided else "dossier.pdf")
        register = run_in_line(build(session, filing_request(session, dossier), out)).build
    files: tuple[Path, ...] = (out,)
    if is_divided:
        with zipfile.ZipFile(out) as pack:
            pack.extractall(folder / "files")
            files = tuple(folder / "files" / name for name in pack.namelist())
    return BuiltVersion(dossier, profile, files, measured(files[0]), register)


each_version = pytest.mark.parametrize(
    "word", sampled(sorted(version_words(), key=lambda word: word != "us"))
)
"""The American one in every run, the others in the proofs."""


@pytest.mark.proof
@each_version
def test_every_page_is_a_numbered_and_searchable_specimen(word: str, built: Maker) -> None:
    pages = built(word).pdf.pages
    assert len(pages) > (8 if word != "fr-suspension" else 3)
    for place, page in enumerate(pages, start=1):
        if not page.is_turned:
            printed, middle = page.number
            assert printed == str(place)
            assert middle == pytest.approx(0.5, abs=0.02) or middle > 0.9  # beside a picture, at the right
        assert re.search(rf"\b{place}\b", page.text)
        assert "SPECIMEN" in page.text
        assert len("".join(page.text.split())) > len(f"SPECIMEN{place}")


@each_version
def test_type_and_lines_of_the_argument_are_those_of_the_profile(word: str, built: Maker) -> None:
    version = built(word)
    least_pt, spacing = version.asked("argument_font_min_pt"), version.asked("argument_line_spacing")
    smallest_pt = min(letter.size_pt for page in version.argument for letter in page.column)
    assert smallest_pt == (least_pt or smallest_pt)
    assert smallest_pt >= MIN_PT
    prose = [page for page in version.argument if len(page.column) > 900]
    assert prose
    if spacing:
        assert {page.leading_pt for page in prose} == {12 * float(str(spacing))}


@each_version
def test_no_text_of_any_part_is_smaller_than_the_court_takes(word: str, built: Maker) -> None:
    """Index, tables, references, running head, page numbers and dividers are papers of the party as well."""
    version = built(word)
    least_pt = float(str(version.asked("argument_font_min_pt") or 0))
    first = next((part.first_page for part in version.register.contents if part.first_page), 0)
    written = version.pdf.pages[: first or len(version.pdf.pages)]
    sizes = {letter.size_pt for page in written for letter in page.letters}
    assert min(sizes) >= least_pt
    report = check_file(version.files[0], profile=version.profile, kind="argument")
    assert [problem for problem in report.problems if problem.check == "length"] == []


@each_version
def test_paper_margins_and_order_are_those_of_the_profile(word: str, built: Maker) -> None:
    version = built(word)
    width_pt, height_pt = PAPERS_PT["Letter" if version.asked("paper") == "Letter" else "A4"]
    set_pages = version.pdf.pages if version.asked("paper") else version.argument
    for page in set_pages:
        assert sorted((page.width_pt, page.height_pt)) == pytest.approx([width_pt, height_pt], abs=0.01)
    for page in version.argument:
        assert max(letter.left_pt for letter in page.column) < width_pt - 25 / 25.4 * 72
    parts = [title for title, _ in version.pdf.parts[2:] if re.match(r"[A-Z]  ", title)]
    assert [title[0] for title in parts] == [letter(at + 1) for at in range(len(version.dossier.sections))]
    places = [page for _, page in version.pdf.parts]
    assert places == sorted(places)


@each_version
def test_exhibits_bear_the_marks_of_the_profile_in_order(word: str, built: Maker) -> None:
    version = built(word)
    count = len(version.dossier.exhibit_ids)
    is_lettered = "alphabetic" in str(version.asked("tabs_convention"))
    marks = [letter(at) if is_lettered else str(at) for at in range(1, count + 1)]
    if version.asked("one_file_per_document"):
        assert [re.match(r"\d+", file.name)[0] for file in version.files[1:]] == marks  # type: ignore[index]
        longest = version.asked("filename_max_chars")
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+\.pdf", file.name) for file in version.files)
        assert max(len(file.name) for file in version.files) <= int(str(longest))
    else:
        titles = [part.title for part in version.register.contents if part.mark]
        starts = [f"{mark} {title}" for mark, title in zip(marks, titles, strict=True)]
        shown = [title for title, _ in version.pdf.bookmarks]
        assert [any(title.startswith(start) for title in shown) for start in starts] == [True] * count
        cited = re.findall(r"(?:exhibit|Anlage) (\w+), [pS]\. \d", version.own_text)
        assert cited
        assert set(cited) <= set(marks)


@each_version
def test_the_cover_says_what_the_court_asks(word: str, built: Maker) -> None:
    version = built(word)
    cover = " ".join(version.pdf.pages[0].text.split())
    for line in (*(line.text for line in version.dossier.cover_lines), version.dossier.number):
        assert " ".join(line.split()) in cover
    asked = version.asked("cover_fields")
    own = {line.field for line in version.dossier.cover_lines if line.field}
    assert own <= set(asked if isinstance(asked, tuple) else ())


@each_version
def test_the_law_argued_is_that_of_the_court(word: str, built: Maker) -> None:
    version = built(word)
    text = version.own_text.casefold()  # a line of law begins with a capital
    assert [law for law in LAW[word] if law.casefold() not in text] == []
    assert [law for law in FOREIGN[word] if law in version.own_text] == []
    section = next(one for one in version.dossier.sections if one.kind == "table-of-authorities")
    at = letter(version.dossier.sections.index(section) + 1)
    assert "Weiterer Verlauf" not in version.own_text.partition(f" {at}.1 ")[0], "the tables state it"
    listed = version.own_text.partition(f" {at}.2 ")[2].partition(f" {at}.3 ")[0]
    assert LEGISLATION[word] in listed


@each_version
def test_the_check_before_filing_finds_nothing_that_blocks(word: str, built: Maker) -> None:
    version = built(word)
    for file in version.files:
        assert check_file(file, profile=version.profile).blocking == 0
    assert check_file(version.files[0], profile=version.profile, kind="argument").blocking == 0
    most_mb = version.asked("max_file_size_mb")
    if most_mb:
        assert sum(file.stat().st_size for file in version.files) < int(str(most_mb)) * 1_000_000


@pytest.mark.proof
def test_the_german_file_is_plain_pdf_with_every_font_in_it(built: Maker) -> None:
    version = built("de")
    assert version.asked("fonts_embedded") is True
    assert version.asked("javascript_forbidden") is True
    with pikepdf.open(version.files[0]) as pdf:
        assert pdf.pdf_version <= "2.0"
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        assert fonts
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()) for item in fonts)
        assert not [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/JS" in item]


NOTICE = ("asked whether", "without foundation")
LEFT = ("told not to leave Yunlan",)
CANDOUR = {
    "argument.toml": ("not able to say how", "wished to hear", "also consistent with a fall", *NOTICE),
    "versions/ca.toml": (
        "not able to say how",
        "wished to hear",
        "also consistent with a fall",
        *NOTICE,
        *LEFT,
    ),
    "versions/us.toml": (
        "not able to say how",
        "wished to hear",
        "also consistent with a fall",
        *NOTICE,
        *LEFT,
    ),
    **{
        f"versions/{word}.toml": (
            "not able to say how",
            "wished to hear",
            "also consistent with a fall",
            *NOTICE,
        )
        for word in ("echr", "gb")
    },
    "versions/de.toml": (
        "konnte es nicht sagen",
        "gern selbst gehört",
        "auch mit einem Sturz vereinbar",
        "war es nicht gefragt",
        "unbegründet",
    ),
    "versions/fr.toml": (
        "n'a pas pu dire comment",
        "aurait souhaité entendre",
        "aussi compatible avec une chute",
        "si c'était avec autorité",
        "sans fondement",
    ),
}
"""What the papers relied on say against the client, beside the passages that are relied on."""


@pytest.mark.parametrize("file", CANDOUR)
def test_a_version_gives_the_adverse_words_of_what_it_relies_on(file: str) -> None:
    text = resource(f"sample/{file}").read_text(encoding="utf-8")
    assert [words for words in CANDOUR[file] if words not in text] == []


def test_the_index_of_the_american_version_has_american_dates(built: Maker) -> None:
    index = built("us").own_text.partition(" A.1 ")[0]
    assert "Messages of April 3, 2026" in " ".join(index.split())
    assert re.findall(r"\b\d{1,2} (?:January|February|March|April|May|September) \d{4}", index) == []


def test_strasbourg_reads_that_the_note_was_on_file() -> None:
    text = resource("sample/versions/echr.toml").read_text(encoding="utf-8")
    assert "on the file when the writ was refused on 8 May 2026" in text
