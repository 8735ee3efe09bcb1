"""B2, words: what a pseudonymised copy gave away in its text, and privileged exhibits that went out.

Each attack is made with its mend and refused, and with the mend switched off in this process, and breaks.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casebook.base.clock import Clock
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.build import BuildRequest, CopyDecision, CopyKind
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.hiding import name_pattern, name_replacer, name_rest
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, IdentifyingDetail, IdentityDocument, Person
from casebook.sample import demo
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.hiding import known_forms, protected_names
from casebook.services.dossier.hiding.known_forms import hidden_facts, initials
from casebook.services.dossier.hiding.protected_names import name_form, spellings
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from tests.pdf.corpus import typed
from tests.proof.ground import say
from tests.vaults import MasterVault

pytestmark = pytest.mark.proof

NAME = "Lin Zhiyuan"
SPELT = {
    "a handle with more words": "@freelinzhiyuannow",
    "a hashtag": "#FreeLinZhiyuan",
    "a percent-encoded link": "https://a.example/?q=%E6%9E%97%E5%BF%97%E8%BF%9C",
    "Russian letters (Palladius), declined": "с Линем Чжиюанем",
    "the Korean reading": "임지원",
    "Korean by sound": "린즈위안",
    "Cyrillic look-alikes": "L\u0456n Zh\u0456yu\u0430n",
}
FACTS: dict[str, tuple[FactKind, str | StatedDate, str]] = {
    "date of birth": ("birth-date", StatedDate(edtf="1984-01-10"), "born on January 10th, 1984"),
    "place of birth": ("birth-place", "Yunlan, as stated", "a house in Yunlan"),
    "whereabouts": ("place", "Reception centre near Graz", "seen in Graz"),
    "safe contact": ("safe-contact", "Signal +43 664 1234567", "call +43-664-123-4567"),
    "handle": ("channel", "@quietbird", "posts of quietbird"),
    "passport": ("paper", "E1234567", "passport E 123 4567"),
    "shop": ("workplace", "Three Bridges Print Shop", "the Three Bridges Print\nShop"),
    "title of a book": ("work", "水册", "《水冊》"),
    "court number": ("case-number", "Appeal 41/2026", "No. 41/2026"),
}
SECRET = ("Zhiyuan", "Yunlan", "Three Bridges", "1234567", "10 January 1984", "41/2026", "quietbird")
SAMPLE = (
    *("Yunlan", "Three Bridges Print", "The Water Register", "SPECIMEN-E00417", "Nicosia", "Zhiyuan"),
    *("10 January 1984", "8 December 1983", "SPECIMEN 41/2026", "Through counsel only"),
)


@pytest.fixture
def session(empty_vault: MasterVault, tmp_path: Path, clock: Clock) -> Iterator[Session]:
    """A vault with nothing in it."""
    opened = open_session(empty_vault.copied_to(tmp_path / "words.casebook"), empty_vault.code, clock=clock)
    yield opened
    opened.close()


def without_spellings(off: pytest.MonkeyPatch) -> None:
    """Forms as they were: no other country's spelling, no handle, no coded or joined word, no look-alike."""
    off.setattr(protected_names, "foreign_spellings", lambda _: ())
    off.setattr(NameReplacer, "_handles", lambda *_: ())
    off.setattr(name_replacer, "unmasked", folded)
    off.setattr(name_replacer, "other_readings", lambda _: ())
    off.setattr(name_pattern, "LONG_LETTERS", 99)


def named() -> NameReplacer:
    forms = dict.fromkeys(form for name in (NAME, "林志远") for form in spellings(name))
    return NameReplacer(name_form(form, "Person A") for form in forms)


@pytest.mark.parametrize("attack", SPELT)
def test_a_spelling_that_was_missed(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Person A" in named().apply(SPELT[attack])
    say(f"B2 {attack}: refused")
    without_spellings(monkeypatch)
    assert named().apply(SPELT[attack]) == SPELT[attack]
    say(f"B2 {attack}, mend off: broke")


@pytest.mark.parametrize("attack", FACTS)
def test_a_fact_that_was_printed(attack: str) -> None:
    kind, value, said = FACTS[attack]
    hidden = hidden_facts([KnownFact(kind=kind, value=value)], Translator("en"))
    assert NameReplacer(hidden).hides(said)
    say(f"B2 {attack}: refused")
    assert not NameReplacer([Hidden(form=NAME, label="Person A")]).hides(said)
    say(f"B2 {attack}, mend off: broke")


@pytest.mark.parametrize(
    ("attack", "mend", "fact", "said", "copied"),
    [
        (
            "a day without its year",
            "_yearless",
            KnownFact(kind="date", value=date(2026, 3, 4)),
            "on 4 March",
            "in March",
        ),
        (
            "a place in Chinese",
            "place_spellings",
            KnownFact(kind="place", value="Kashgar"),
            "在喀什",
            "在[place]",
        ),
        (
            "a place in Uyghur",
            "place_spellings",
            KnownFact(kind="place", value="喀什市"),
            "قەشقەر",
            "[place]",
        ),
    ],
)
def test_a_fact_in_another_form(
    attack: str, mend: str, fact: KnownFact, said: str, copied: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NameReplacer(hidden_facts([fact], Translator("en"))).apply(said) == copied
    say(f"B2 {attack}: refused")
    monkeypatch.setattr(known_forms, mend, lambda *_: ())
    assert NameReplacer(hidden_facts([fact], Translator("en"))).apply(said) == said
    say(f"B2 {attack}, mend off: broke")


def test_a_misspelt_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert named().apply("LIN ZHIYAN") == "Person A"
    say("B2 a misspelt name: refused")
    monkeypatch.setattr(name_rest, "_with_misspelt", lambda _text, start, end, _: (start, end))
    assert named().apply("LIN ZHIYAN") == "Person A ZHIYAN"
    say("B2 a misspelt name, mend off: broke")


def test_initials() -> None:
    assert NameReplacer(initials(NAME, "Person A")).apply("L.Z. wrote") == "Person A wrote"
    say("B2 initials: refused")
    assert NameReplacer([Hidden(form=NAME, label="Person A")]).apply("L.Z. wrote") == "L.Z. wrote"
    say("B2 initials, mend off: broke")


@pytest.mark.parametrize("said", ["216,000 yuan", "Sung Wei-yuan"])
def test_an_ordinary_word_or_another_name(said: str) -> None:
    assert NameReplacer([name_form("Lin Zhi Yuan", "Person A")]).apply(said) == said
    say(f"B2 a label inside “{said}”: refused")
    part_alone = Hidden(form="yuan", label="Person A", is_name=False)
    assert "Person A" in NameReplacer([part_alone]).apply(said)
    say(f"B2 a label inside “{said}”, mend off: broke")


def test_a_whole_copy(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = known_of(session, tmp_path)
    out = tmp_path / "dossier-pseudonymised.pdf"
    request = BuildRequest(dossier_id=dossier_id, copy_kind="pseudonymised")
    run_in_line(builds.build(session, request, out))
    assert leaks(out) == set()
    with pikepdf.Pdf.open(out) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Pseudonymised dossier"
    say("B2 what is known of a person, in a whole copy: refused")
    monkeypatch.setattr(protected_names, "hidden_facts", lambda *_: ())
    run_in_line(builds.build(session, request, tmp_path / "unmended.pdf"))
    assert {"Yunlan", "Three Bridges", "41/2026"} <= leaks(tmp_path / "unmended.pdf")
    say("B2 what is known of a person, in a whole copy, mend off: broke")


@pytest.mark.parametrize("copy_kind", ["filing", "service"])
def test_a_privileged_exhibit(
    copy_kind: CopyKind, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = known_of(session, tmp_path)
    request = BuildRequest(dossier_id=dossier_id, for_whom="the registry", copy_kind=copy_kind)
    withheld = run_in_line(builds.build(session, request, tmp_path / "withheld.pdf")).build
    assert "confidential advice" not in text_of(tmp_path / "withheld.pdf")
    say(f"B2 a privileged exhibit in a {copy_kind} copy: refused")
    disclosed = (CopyDecision(kind="disclose", subject="1", reason="waived"),)
    whole = run_in_line(
        builds.build(session, replace(request, decisions=disclosed), tmp_path / "disclosed.pdf")
    ).build
    assert "confidential advice" in text_of(tmp_path / "disclosed.pdf")
    assert withheld.numbers == whole.numbers
    monkeypatch.setattr("casebook.services.dossier.dossier_data._exhibits", everything)
    run_in_line(builds.build(session, request, tmp_path / "unmended.pdf"))
    assert "confidential advice" in text_of(tmp_path / "unmended.pdf")
    say(f"B2 a privileged exhibit in a {copy_kind} copy, mend off: broke")


def everything(session: Session, chosen: Dossier, *_: object) -> tuple[tuple[Document, ...], tuple[()]]:
    """Every exhibit, privileged or not, as copies had them."""
    return tuple(record.find(session, Document, one) for one in chosen.exhibit_ids), ()


def known_of(session: Session, folder: Path) -> str:
    """A dossier whose text says what is known of its client, with a privileged exhibit."""
    client = Person(
        id=session.ids(),
        names=(Name(text=NAME, script="Latn"),),
        born=StatedDate(edtf="1984-01-10"),
        birth_place="Yunlan, as stated",
        papers=(IdentityDocument(kind="passport", number="E1234567"),),
        details=(
            IdentifyingDetail(kind="workplace", text="Three Bridges Print Shop"),
            IdentifyingDetail(kind="channel", text="@quietbird"),
        ),
        consents=(Consent(purpose="court", given_on=session.clock().date()),),
    )
    record.add(session, client)
    opened = case.open_case(session, reference="R-41", title="", jurisdiction="GB")
    record.change(session, replace(opened, parties=(Party(person_id=client.id),)))
    path = folder / "advice.pdf"
    path.write_bytes(typed(2, "confidential advice"))
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    assert row.document is not None, row
    advice = replace(row.document, exhibit_mark="1", is_privileged=True, privilege="legal advice")
    record.change(session, advice)
    draft = dossier.draft(session, opened.id, "Lin Zhiyuan, Appeal 41/2026")
    said = (
        "Lin Zhiyuan was born on 10 January 1984 in Yunlan and ran the Three Bridges Print Shop. "
        "He wrote as @quietbird; passport E 1234567."
    )
    text = Section(id="text", kind="free-text", title="The person", text=said)
    record.change(
        session, replace(draft, number="Appeal 41/2026", sections=(text,), exhibit_ids=(advice.id,))
    )
    return draft.id


def leaks(path: Path) -> set[str]:
    """Which of the facts a copy still tells: in its text, its bytes or the pictures of its pages."""
    said = (text_of(path) + _bytes(path) + _pictures(path)).casefold()
    return {fact for fact in SECRET if fact.casefold() in said}


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _bytes(path: Path) -> str:
    plain = io.BytesIO()
    with pikepdf.Pdf.open(path) as pdf:
        pdf.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return plain.getvalue().decode("latin-1")


def _pictures(path: Path, most: int = 1000) -> str:
    read = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in islice(pdf, most):
            written = io.BytesIO()
            page.render(scale=150 / 72, grayscale=True).to_pil().save(written, "PNG")
            command = ["tesseract", "stdin", "stdout"]
            done = subprocess.run(command, input=written.getvalue(), capture_output=True, check=True)
            read.append(done.stdout.decode())
    return "\n".join(read)


def test_the_sample_read_as_pictures(tmp_path: Path) -> None:
    """No page of a pseudonymised copy of the sample shows what is known of its client."""
    sample = demo.make(tmp_path / "sample")
    out = tmp_path / "dossier-pseudonymised.pdf"
    with open_session(sample.vault, demo.PASSPHRASE) as session:
        chosen = next(each for each in record.every(session, Dossier) if each.kind == "hearing-dossier")
        request = BuildRequest(dossier_id=chosen.id, copy_kind="pseudonymised")
        run_in_line(builds.build(session, request, out))
    said = " ".join(_pictures(out).split()).casefold()
    assert "person a" in said
    assert [fact for fact in SAMPLE if fact.casefold() in said] == []
    say("B2 the sample's pages, read by a machine: refused")
    before = " ".join(_pictures(sample.dossier, most=12).split()).casefold()
    assert [fact for fact in SAMPLE if fact.casefold() in before]
    say("B2 the sample's pages, read by a machine, mend off: broke")
