"""What the command line loads: nothing heavy to explain a verb, and to call one only what it uses."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from casebook.cli.base.verb import Verb
from casebook.cli.dossier import letter_verbs
from casebook.cli.dossier import verbs as dossier
from casebook.cli.dossier.client_paper_verbs import PAPER_PURPOSES
from casebook.cli.dossier.form_verbs import FORM_PURPOSES
from casebook.cli.evidence import verbs as evidence
from casebook.cli.library.verbs import CITATION_FORMATS
from casebook.cli.verbs import VERBS
from casebook.domain.dossier import build, certificate, output_layout
from casebook.domain.dossier.dossier import DossierKind
from casebook.domain.dossier.filings import filing
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.letter import LetterRecipient
from casebook.domain.evidence import redaction
from casebook.domain.person.person import ConsentPurpose, Purpose
from casebook.formats.citations.citation_file import CitationFormat
from tests.pdf.corpus import typed
from tests.sampled import sampled

EVERY = [verb for entry in VERBS for verb in ([entry] if isinstance(entry, Verb) else entry.verbs)]
HEAVY = (
    "PySide6",
    "alembic",
    "argon2",
    "cattrs",
    "pydantic",
    "rich",
    "sqlalchemy",
    "sqlcipher3",
    "typer",
    "casebook.domain",
    "casebook.formats",
    "casebook.language",
    "casebook.packs",
    "casebook.pdf",
    "casebook.services",
    "casebook.store",
    "casebook.ui",
    "casebook.vault",
)
_OTHERS = ("deadline", "dossier", "evidence", "library", "person")
MAX_WITHOUT_VAULT = 800
"""Modules, those of the standard library among them; 940 when each loaded the database."""
LOADED = """
import sys
from casebook.cli.run import run
for line in {lines!r}:
    assert run(line, lambda _: 0) == {code}, line
sys.stdout.write("\\n".join(["\\0", *sorted(sys.modules)]))
"""


def loaded(lines: list[list[str]], code: int = 0) -> set[str]:
    """The modules that a fresh process has after these command lines."""
    command = [sys.executable, "-X", "utf8", "-c", LOADED.format(lines=lines, code=code)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return set(told.stdout.rpartition("\0")[2].split())


def heavy(modules: set[str]) -> set[str]:
    return {name for name in HEAVY if name in modules}


def test_the_help_of_every_verb_loads_nothing_of_what_it_does() -> None:
    lines = [["--help"]]
    for entry in VERBS:
        lines.append([entry.name, "--help"])
        lines += [] if isinstance(entry, Verb) else [[entry.name, one.name, "--help"] for one in entry.verbs]
    assert not heavy(loaded(lines))


def test_a_verb_that_does_not_exist_loads_nothing_of_those_that_do() -> None:
    assert not heavy(loaded([["cas"], ["case", "lst"]], code=2))


def test_a_vault_is_told_about_without_the_database_and_the_nouns(plain_office: Path) -> None:
    modules = loaded([["vault", "info", str(plain_office)]])
    assert not heavy(modules) & {"PySide6", "alembic", "argon2", "rich", "sqlalchemy", "sqlcipher3"}
    closed = ("casebook.store", "casebook.domain.case", "casebook.vault.blob_store", "casebook.vault.opening")
    assert not {name for name in modules if name.startswith(closed)}


def test_a_list_loads_its_own_noun_and_no_library_of_the_others(plain_office: Path) -> None:
    phrase = str(plain_office.parent / "phrase.txt")
    modules = loaded([["case", "list", str(plain_office), "--passphrase-file", phrase]])
    assert not heavy(modules) & {"PySide6", "alembic", "cattrs", "casebook.packs", "casebook.ui", "rich"}
    assert "casebook.store.case.case" in modules
    others = {f"casebook.{layer}.{noun}" for layer in ("domain", "store") for noun in _OTHERS}
    assert not {name for name in modules if ".".join(name.split(".")[:3]) in others}


@pytest.mark.parametrize(
    "line",
    sampled(
        (
            "library find",
            "deadline rules",
            "dossier kinds",
            "argument list",
            "country CY",
            "packs check",
            "profile list",
            "rule list",
        ),
        kept=3,
    ),
)
def test_a_verb_without_a_vault_loads_neither_database_nor_backups(line: str) -> None:
    modules = loaded([line.split()])
    assert not heavy(modules) & {"PySide6", "alembic", "argon2", "cattrs", "sqlalchemy", "sqlcipher3"}
    assert not {name for name in modules if name.startswith("casebook.services.base.backup")}
    assert len(modules) < MAX_WITHOUT_VAULT


def test_a_bundle_without_a_vault_loads_no_database_and_no_name_search(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(typed(1))
    spec = tmp_path / "spec.toml"
    spec.write_text('title = "T"\n[[section]]\ntitle = "S"\n[[section.item]]\nfile = "a.pdf"\ntitle = "A"\n')
    modules = loaded([["bundle", str(spec), "--out", str(tmp_path / "out.pdf")]])
    assert not heavy(modules) & {"PySide6", "alembic", "argon2", "sqlalchemy", "casebook.store"}
    assert "casebook.domain.dossier.hiding.name_replacer" not in modules


@pytest.mark.parametrize("verb", EVERY, ids=lambda verb: verb.example.partition(" -")[0][:60])
def test_the_code_of_a_verb_takes_what_its_table_says(verb: Verb) -> None:
    module, _, function = verb.run.partition(":")
    code = inspect.signature(getattr(import_module(module), function))
    given = [name for name, _ in verb.about] + [one.name for one in verb.parameters]
    assert sorted(code.parameters) == sorted(given)


def test_the_words_of_the_tables_are_those_of_the_domain() -> None:
    assert get_args(DossierKind) == dossier.DOSSIER_KINDS
    assert get_args(build.CopyKind) == dossier.COPIES
    assert get_args(Purpose) == dossier.PURPOSES == letter_verbs.PURPOSES == FORM_PURPOSES
    assert get_args(ConsentPurpose) == PAPER_PURPOSES
    assert get_args(LetterRecipient) == letter_verbs.RECIPIENTS
    assert get_args(output_layout.ShapeKind) == dossier.SHAPES
    assert get_args(output_layout.Additions) == dossier.ADDITIONS
    assert get_args(certificate.CertificateKind) == dossier.CERTIFICATES
    assert tuple(kind for kind in filing.FILING_KINDS if kind) == dossier.FILINGS
    assert tuple(kind for kind in get_args(FactKind) if kind != "name") == dossier.SHOWABLE
    assert get_args(redaction.RedactionReason) == evidence.REASONS
    assert get_args(redaction.RedactedCopy) == evidence.COPIES
    assert get_args(CitationFormat) == CITATION_FORMATS
