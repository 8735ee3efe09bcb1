"""Writes resources/translations anew: every text the window may say, what is translated kept, and compiled.

A text is the literal first argument of the translation door, of `Message`, `Message.plural`, `gettext_noop`
or `ngettext_noop`, or the title or remedy of an error. What is there but no literal is refused: it would be
missing from the catalogues and stay English without a word.
"""

from __future__ import annotations

import ast
import inspect
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from catalogues import FOLDER, compile_stale, read
from pack_texts import PACKS, account_texts, history_texts, pack_texts, review_texts, sheet_texts
from zxcvbn import feedback

from casebook.packs.dossier.certificate import FILE as CERTIFICATES
from casebook.packs.dossier.certificate import read_certificates
from casebook.packs.dossier.letter import FOLDER as LETTERS
from casebook.packs.dossier.letter import read_letters
from casebook.services.base.history_text import field_texts
from casebook.services.library.incident_log import method_text

PROGRAM = Path(__file__).resolve().parent.parent / "casebook"
LANGUAGES = ("zh_Hans", "zh_Hant")
DOSSIER_LANGUAGES = ("fr", "es", "de", "el")
"""Languages of dossiers alone: their catalogues hold what the program prints in one, no more."""
PRINTED: tuple[str, ...] = (
    "domain/base/date.py",
    "domain/library/citation.py",
    "pdf/bundle/bookmarks.py",
    "pdf/typeset/divider.py",
    "pdf/bundle/fitting.py",
    "pdf/typeset/index.py",
    "pdf/typeset/render.py",
    "pdf/bundle/page_numbering.py",
    "pdf/bundle/volumes.py",
    "domain/dossier/exhibit_group.py",
    "domain/request/particular_text.py",
    "services/dossier/build.py",
    "services/dossier/bundles/",
    "services/dossier/bundle.py",
    "services/dossier/forms/certificate.py",
    "services/dossier/forms/certificate_known.py",
    "services/dossier/forms/certificate_sheet.py",
    "services/dossier/compose.py",
    "formats/mail/outlook_item.py",
    "services/evidence/custody.py",
    "services/evidence/file_pages.py",
    "services/evidence/office_pages.py",
    "services/evidence/recording.py",
    "services/dossier/placeholder.py",
    "services/dossier/hiding/",
    "services/dossier/pseudonymised_text.py",
    "services/dossier/sections/",
    "services/dossier/forms/answer_sheet.py",
    "services/evidence/statements/statement_sheet.py",
    "services/evidence/time_proof_words.py",
    "services/evidence/unprinted.py",
    "services/sharing/travel/travel_sheet.py",
)
"""What says the fixed texts of a dossier, by the translation door or marked for it."""
ENGLISH = (
    "cli/",
    "launcher/",
    "packs/base/reader.py",
    "packs/check.py",
    "packs/deadline/counting.py",
    "packs/deadline/deadline_tasks.py",
    "packs/dossier/bundle_spec.py",
    "packs/dossier/certificate.py",
    "packs/dossier/dossier_template.py",
    "packs/dossier/letter.py",
    "packs/dossier/reader.py",
    "packs/library/",
    "packs/request/",
    "sample/book/",
    "worker/",
)
"""Modules whose messages stay in English, because no window shows them.

The command line, the launcher and the workers write to a terminal or a log. The packs named here are checked
by whoever writes the supplied reference data, with `casebook packs check`; what somebody can write in the
window (custom rules and court profiles) and what an update file can lack is translated.
"""
DOOR = frozenset({"words", "_words"})
HANDED = frozenset({"Message", "complain", "count", "gettext_noop", "ngettext_noop", "plural"})
"""What else is handed texts, beside errors; all other calls of a module are forgotten once it is read."""
VALUES = (
    ("casebook.domain.library.claim", "ClaimResult"),
    ("casebook.domain.case.fact", "Inconsistency"),
    ("casebook.domain.case.incident", "IncidentMethod"),
    ("casebook.domain.library.public_incident", "IncidentKind"),
)
"""Closed lists whose values are shown with a space for the hyphen."""

DATED = tuple(f'"{name}' for name in ("POT-", "PO-", "Generated-", "Report-", "Last-", "Language-Team"))
"""Lines of a catalogue that would change with every run, or name somebody."""
HEADER = "# The words of Casebook. docs/languages.md says how they are chosen."
Texts = tuple[str, ...]  # a text, or the form of a counted text for one and that for many
Calls = tuple[tuple[ast.Call, str], ...]  # calls, each with the name of what is called


class NotLiteral(Exception):
    """Texts that are put together where they are handed over, so that no catalogue can hold them."""


def main() -> int:
    """Extract, merge and compile; say what is not translated yet."""
    try:
        sources, printed = messages(), printed_messages()
    except NotLiteral as error:
        print(f"Not literal texts, which cannot be translated:\n{error}", file=sys.stderr)
        return 1
    few = {text: sources[text] for text in sources if text in printed}
    for language in (*LANGUAGES, *DOSSIER_LANGUAGES):
        wanted = sources if language in LANGUAGES else few
        catalogue = merged(language, wanted)
        write(catalogue, FOLDER / f"{language}.po")
        left = sum(not message.string or not any(message.string) for message in catalogue if message.id)
        print(f"{language}: {len(wanted)} messages, {left} not translated.")
    compile_stale()
    return 0


def messages() -> dict[Texts, list[str]]:
    """Every message with the modules that say it.

    Raises:
        NotLiteral: a text is put together where it is handed over.
    """
    sources: dict[Texts, list[str]] = defaultdict(list)
    strange: list[str] = []
    for name, called in _modules():
        calls = [*_translated(called), *([] if name.startswith(ENGLISH) else _deferred(called))]
        for texts in dict.fromkeys(texts for call in calls for texts in _literals(call)):
            sources[texts].append(f"casebook/{name}")
        strange += [f"casebook/{name}:{part.lineno}" for call in calls for part in _put_together(call)]
    if strange:
        raise NotLiteral("\n".join(strange))
    for text, at in _elsewhere():
        sources[(text,)].append(at)
    counted = {texts[0] for texts in sources if len(texts) > 1}
    return {texts: at for texts, at in sorted(sources.items()) if len(texts) > 1 or texts[0] not in counted}


def printed_messages() -> frozenset[Texts]:
    """The messages of a dossier."""
    modules = [called for name, called in _modules() if name.startswith(PRINTED)]
    calls = [call for called in modules for call in (*_translated(called), *_marked(called))]
    certified = {(text,) for each in read_certificates() for text in each.texts}
    with (PACKS / "topics.toml").open("rb") as file:
        topics = {(entry["title"],) for entry in tomllib.load(file)["topic"]}
    return frozenset(texts for call in calls for texts in _literals(call)) | certified | topics


def merged(language: str, sources: Mapping[Texts, Sequence[str]]) -> Catalog:
    """The catalogue of a language with these messages, and what was translated before."""
    path = FOLDER / f"{language}.po"
    before = read(path) if path.exists() else Catalog(locale=language)
    catalogue = Catalog(locale=language, fuzzy=False, header_comment=HEADER, project="Casebook", version="1")
    for texts, modules in sources.items():
        id_ = texts[0] if len(texts) == 1 else texts
        kept = before.get(texts[0])
        string = kept.string if kept and isinstance(kept.id, str) == isinstance(id_, str) else ""
        notes, places = kept.user_comments if kept else (), [(at, 0) for at in sorted(set(modules))]
        catalogue.add(id_, string, locations=places, user_comments=notes)
    for message in catalogue:
        message.flags.discard("python-format")
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """The catalogue as text, the same every time."""
    out = BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith(DATED)) + "\n", encoding="utf-8")


@cache
def _modules() -> tuple[tuple[str, Calls], ...]:
    """The calls of every module of the program that may be handed a text, by its path."""
    handed = DOOR | HANDED | _errors()
    return tuple(
        (
            path.relative_to(PROGRAM).as_posix(),
            tuple(one for one in _calls(ast.parse(path.read_text(encoding="utf-8"))) if one[1] in handed),
        )
        for path in sorted(PROGRAM.rglob("*.py"))
    )


@cache
def _errors() -> frozenset[str]:
    """The names of the errors a person is told of."""
    tree = ast.parse((PROGRAM / "base" / "errors.py").read_text(encoding="utf-8"))
    return frozenset(part.name for part in tree.body if isinstance(part, ast.ClassDef))


def _calls(tree: ast.AST) -> Calls:
    """Every call with the name of what is called, whatever it is an attribute of."""
    return tuple((node, _name(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _translated(calls: Calls) -> Iterator[list[ast.expr]]:
    """What is handed to the translation door: one text, or two forms.

    The paragraph of a pane is a method `words` too: it is given finished texts, which hold no literal.
    """
    for call, name in calls:
        is_door = isinstance(call.func, ast.Name) or name != "words"
        if name in DOOR and call.args and (is_door or isinstance(call.args[0], ast.Constant | ast.IfExp)):
            yield call.args[:1]
        elif name == "count" and isinstance(call.func, ast.Attribute) and _name(call.func.value) in DOOR:
            yield call.args[:2]


def _marked(calls: Calls) -> Iterator[list[ast.expr]]:
    """Texts that are kept as data and translated where they are shown."""
    yield from (call.args[:2] for call, name in calls if name in {"gettext_noop", "ngettext_noop"})


def _deferred(calls: Calls) -> Iterator[list[ast.expr]]:
    """Texts that are translated somewhere else: messages, marked texts, titles and remedies of errors."""
    yield from _marked(calls)
    for call, name in calls:
        if name == "Message":
            yield call.args[:1]
        elif name == "plural":
            yield call.args[:2]
        elif name == "complain":
            yield call.args[1:2]
        elif name in _errors():
            yield from ([part] for part in call.args[:1])
            yield from ([word.value] for word in call.keywords if word.arg == "remedy")


def _literals(parts: Sequence[ast.expr]) -> Iterator[Texts]:
    """The texts of one call that stand there literally; those without a letter need no translation."""
    each = [list(_alternatives(part)) for part in parts]
    for forms in zip(*each, strict=False):
        values = (form.value for form in forms if isinstance(form, ast.Constant))
        texts = tuple(value for value in values if isinstance(value, str) and any(map(str.isalpha, value)))
        if len(texts) == len(parts):
            yield texts


def _put_together(parts: Sequence[ast.expr]) -> Iterator[ast.expr]:
    """The texts of one call that are put together there."""
    for form in (form for part in parts for form in _alternatives(part)):
        is_formatted = isinstance(form, ast.Call) and getattr(form.func, "attr", "") in {"format", "join"}
        if isinstance(form, ast.JoinedStr | ast.BinOp) or is_formatted:
            yield form


def _alternatives(part: ast.expr) -> Iterator[ast.expr]:
    """What an expression may be."""
    if isinstance(part, ast.IfExp):
        yield from (form for side in (part.body, part.orelse) for form in _alternatives(side))
    elif isinstance(part, ast.BoolOp):
        yield from (form for side in part.values for form in _alternatives(side))
    else:
        yield part


def _elsewhere() -> Iterator[tuple[str, str]]:
    """Texts that no module of ours hands over, each with where it stands."""
    for call, name in _calls(ast.parse(inspect.getsource(feedback))):
        if name == "_":
            yield from ((texts[0], "casebook/crypto/passphrase.py") for texts in _literals(call.args[:1]))
    for module, kind in VALUES:
        for value in get_args(getattr(import_module(module), kind)):
            for text in {method_text(value), method_text(value).capitalize()} - {""}:
                yield text, module.replace(".", "/") + ".py"
    yield from ((text, "casebook/services/base/history_text.py") for text in field_texts())
    yield from pack_texts()
    yield from review_texts()
    yield from sheet_texts()
    yield from history_texts()
    yield from account_texts()
    packed = f"resources/packs/{CERTIFICATES}"
    yield from ((text, packed) for each in read_certificates() for text in each.texts)
    yield from ((text, f"resources/{LETTERS}") for kind in read_letters() for text in kind.texts)


if __name__ == "__main__":
    sys.exit(main())
