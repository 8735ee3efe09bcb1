"""Writes resources/translations anew: every text the window may say, what is translated kept, and compiled.

A text is found where it is handed to the translation door, where an error or a remark is made of it, where
long work says what it is doing, in the modules of `TABLES`, whose texts are put into words elsewhere, and in
the pack of certificates.
A text built with an f-string becomes a message with numbered braces, by which the door knows it again.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from zxcvbn import feedback

from casebook.packs.dossier.certificate import FILE as CERTIFICATES
from casebook.packs.dossier.certificate import read_certificates
from casebook.services.base.history_text import field_texts

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "resources" / "translations"
LANGUAGES = ("zh_Hans", "zh_Hant")
DOSSIER_LANGUAGES = ("fr", "es", "de", "el")
"""Languages of dossiers alone: their catalogues hold what the program prints in one, no more."""
PRINTED: tuple[str, ...] = (
    "domain/base/date.py",
    "pdf/bundle/bookmarks.py",
    "pdf/typeset/divider.py",
    "pdf/bundle/fitting.py",
    "pdf/typeset/index.py",
    "pdf/bundle/numbering.py",
    "pdf/bundle/volumes.py",
    "services/dossier/build.py",
    "services/dossier/bundle.py",
    "services/dossier/certificate.py",
    "services/dossier/certificate_known.py",
    "services/dossier/certificate_sheet.py",
    "services/dossier/compose.py",
    "services/dossier/placeholder.py",
    "services/dossier/pseudonym.py",
    "services/dossier/sections/",
)
"""What says the fixed texts of a dossier."""
DOOR = frozenset({"words", "_words"})
LAYERS_TOLD = (
    "ui",
    "services",
    "domain",
    "store",
    "vault",
    "crypto",
    "host",
    "formats",
    "pdf",
    "base",
    "sample",
)
"""Layers whose errors reach the window."""
MADE = {
    "IntakeRemark": None,
    "ImportField": None,
    "PreflightProblem": None,
    "Problem": None,
    "DeadlineWarning": 1,
    "TraceStep": 2,
    "disk": 0,
}
"""What is made of a text to be put into words elsewhere, and at which place it takes it without a name."""
MADE_FIELDS = frozenset({"text", "title", "what", "rule", "mend", "why", "remedy"})
TABLES = frozenset(
    {
        "crypto/recovery.py",
        "domain/deadline/deadline_input.py",
        "domain/case/assurance.py",
        "domain/deadline/hours.py",
        "domain/deadline/offer.py",
        "domain/base/period.py",
        "domain/deadline/plan.py",
        "domain/deadline/calculator.py",
        "domain/deadline/day_counter.py",
        "host/sandbox/sandbox.py",
        "pdf/archive/archive_check.py",
        "services/vault/anchor.py",
        "services/dossier/argument_check.py",
        "services/dossier/citation_check.py",
        "services/vault/clock_check.py",
        "services/dossier/compose.py",
        "services/vault/confinement.py",
        "services/base/deadline_recalculation.py",
        "services/dossier/precheck.py",
        "services/base/form.py",
        "services/exchange/import_list.py",
        "services/evidence/intake.py",
        "services/evidence/intake_read.py",
        "services/evidence/intake_source.py",
        "services/evidence/preview.py",
        "services/processes/reader.py",
        "services/dossier/sections/conditions.py",
        "services/dossier/sections/sources.py",
        "services/dossier/sections/statement.py",
        "services/vault/slot.py",
        "ui/pages/casefile/gap.py",
        "ui/pages/evidence/intake.py",
        "vault/anchor.py",
        "vault/disk.py",
    }
)
"""Modules with texts that are put into words elsewhere: every text of several words in them counts."""
VALUES = (
    ("casebook.domain.library.claim", "ClaimResult"),
    ("casebook.domain.case.fact", "Inconsistency"),
    ("casebook.domain.case.incident", "IncidentMethod"),
    ("casebook.domain.library.public_incident", "IncidentKind"),
    ("casebook.domain.library.source", "SourceType"),
)
"""Closed lists whose values are shown with a space for the hyphen."""

DATED = tuple(f'"{name}' for name in ("POT-", "PO-", "Generated-", "Report-", "Last-", "Language-Team"))
"""Lines of a catalogue that would change with every run, or name somebody."""
HEADER = "# The words of Casebook. docs/languages.md says how they are chosen."
Message = tuple[str, ...]


def main() -> int:
    """Extract, merge and compile; say what is not translated yet."""
    sources = messages()
    OUT.mkdir(parents=True, exist_ok=True)
    printed = {forms: at for forms, at in sources.items() if forms in _printed()}
    for language in (*LANGUAGES, *DOSSIER_LANGUAGES):
        wanted_sources = sources if language in LANGUAGES else printed
        catalogue = merged(language, wanted_sources)
        write(catalogue, OUT / f"{language}.po")
        (OUT / f"{language}.mo").write_bytes(compiled(catalogue))
        left = sum(not message.string or not any(message.string) for message in catalogue if message.id)
        print(f"{language}: {len(wanted_sources)} messages, {left} not translated.")
    return 0


def messages() -> dict[Message, list[str]]:
    """Every message with the modules that say it: one text, or one for one and one for many."""
    sources: dict[Message, list[str]] = {}
    errors = _classes(ROOT / "casebook" / "base" / "errors.py")
    for path in sorted((ROOT / "casebook").rglob("*.py")):
        name = path.relative_to(ROOT / "casebook").as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module_messages = set(_handed(tree))
        if name.split("/")[0] in LAYERS_TOLD:
            module_messages |= set(_raised(tree, errors)) | set(_made(tree))
        if name in TABLES:
            module_messages |= set(_standing(tree))
        for message in module_messages:
            if any(any(part.isalpha() for part in text) for text in message):
                sources.setdefault(message, []).append(f"casebook/{name}")
    for text, at in _elsewhere():
        sources.setdefault((text,), []).append(at)
    counted = {message[0] for message in sources if len(message) > 1}
    return {forms: at for forms, at in sorted(sources.items()) if len(forms) > 1 or forms[0] not in counted}


def _elsewhere() -> Iterator[tuple[str, str]]:
    """Texts that no module of ours hands to the door, each with where it stands."""
    yield from ((text, "casebook/crypto/passphrase.py") for text in _judgements())
    for module, kind in VALUES:
        for value in get_args(getattr(import_module(module), kind)):
            for text in {value.replace("-", " "), value.replace("-", " ").capitalize()} - {""}:
                yield text, module.replace(".", "/") + ".py"
    yield from ((text, "casebook/services/base/history_text.py") for text in field_texts())
    packed = f"resources/packs/{CERTIFICATES}"
    yield from ((text, packed) for certificate in read_certificates() for text in certificate.texts)


@cache
def _printed() -> frozenset[Message]:
    """The messages of a dossier; what is an error or a remark to the person is none."""
    printed: set[Message] = set()
    for path in sorted((ROOT / "casebook").rglob("*.py")):
        name = path.relative_to(ROOT / "casebook").as_posix()
        if name.startswith(PRINTED):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            errors = set(_raised(tree, _classes(ROOT / "casebook" / "base" / "errors.py"))) | set(_made(tree))
            printed |= (set(_handed(tree)) | (set(_standing(tree)) if name in TABLES else set())) - errors
    return frozenset(printed | {(text,) for certificate in read_certificates() for text in certificate.texts})


def merged(language: str, sources: Mapping[Message, list[str]]) -> Catalog:
    """The catalogue of a language with these messages, and what was translated before."""
    path = OUT / f"{language}.po"
    before = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            before = read_po(file, locale=language)
    catalogue = Catalog(locale=language, fuzzy=False, header_comment=HEADER, project="Casebook", version="1")
    for message, modules in sources.items():
        id_ = message[0] if len(message) == 1 else message
        kept = before.get(message[0])
        string = kept.string if kept and isinstance(kept.id, str) == isinstance(id_, str) else ""
        notes = kept.user_comments if kept else ()
        places = [(at, 0) for at in sorted(set(modules))]
        catalogue.add(id_, string, locations=places, user_comments=notes)
    for each in catalogue:
        each.flags.discard("python-format")
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """The catalogue as text, the same every time."""
    made = BytesIO()
    write_po(made, catalogue, width=110, include_lineno=False)
    lines = made.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(DATED)]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it, the same every time."""
    buffer = BytesIO()
    catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _judgements() -> Iterator[str]:
    """What zxcvbn warns of in a passphrase."""
    tree = ast.parse(inspect.getsource(feedback))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if ast.unparse(call.func) == "_":
            yield from _texts(call.args)


def _classes(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(part.name for part in tree.body if isinstance(part, ast.ClassDef))


def _is_door(called: ast.expr) -> bool:
    return (isinstance(called, ast.Name) and called.id in DOOR) or (
        isinstance(called, ast.Attribute) and called.attr in DOOR
    )


def _handed(tree: ast.AST) -> Iterator[Message]:
    """Texts handed to the door, with one form or two."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if _is_door(call.func):
            for text in _texts(call.args[:1]):
                yield (text,)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "count" and _is_door(call.func.value):
            one, many = (list(_texts([part])) for part in call.args[:2])
            if one and many:
                yield (one[0], many[0])


def _raised(tree: ast.AST, errors: frozenset[str]) -> Iterator[Message]:
    """Titles and remedies of errors, wherever they are made or stand as a default."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in errors:
            remedies = [word.value for word in node.keywords if word.arg == "remedy"]
            for text in _texts([*node.args[:1], *remedies]):
                yield (text,)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "default_remedy":
            for text in _texts([node.value]):
                yield (text,)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__":
            for text in _texts(node.args[:1]):
                yield (text,)


def _made(tree: ast.AST) -> Iterator[Message]:
    """Texts of remarks, steps and problems, and what long work says it is doing."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        parts: list[ast.expr] = []
        if name in MADE:
            at = MADE[name]
            parts = call.args[at : at + 1] if at is not None else []
            parts = [*parts, *(word.value for word in call.keywords if word.arg in MADE_FIELDS)]
        elif "progress" in name:
            parts = call.args[2:3]
        for text in _texts(parts):
            yield (text,)


def _standing(tree: ast.Module) -> Iterator[Message]:
    """Texts of several words in a module, docstrings apart; a form for one beside its form for many."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skipped |= {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    skipped |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.List) for part in node.elts}
    skipped |= {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    paired = {text for message in _handed(tree) if len(message) > 1 for text in message}
    for node in ast.walk(tree):
        for one, many in pairwise(_counted(node)):
            paired |= {one, many}
            yield (one or many, many)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in skipped:
            for text in _texts([node]):
                if (" " in text.strip() or text.istitle()) and not text.isupper() and text not in paired:
                    yield (text,)


def _counted(node: ast.AST) -> list[str]:
    """The two forms of a counted text, in a tuple or as `one` and `many` of a call."""
    parts = list(node.elts[:2]) if isinstance(node, ast.Tuple) else []
    if isinstance(node, ast.Call):
        parts = [word.value for word in node.keywords if word.arg in {"one", "many"}]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    is_counted = len(texts) == len(("one", "many")) and "{number}" in texts[1]
    return texts if is_counted else []


def _texts(parts: list[ast.expr]) -> Iterator[str]:
    """The texts an expression may be; an f-string with numbers in its braces."""
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value
        elif isinstance(part, ast.IfExp):
            yield from _texts([part.body, part.orelse])
        elif isinstance(part, ast.BoolOp):
            yield from _texts(part.values)
        elif isinstance(part, ast.JoinedStr):
            number = Counter[str]()
            text = ""
            for piece in part.values:
                if isinstance(piece, ast.Constant):
                    text += str(piece.value)
                else:
                    text += f"{{{number['']}}}"
                    number[""] += 1
            yield text


if __name__ == "__main__":
    sys.exit(main())
