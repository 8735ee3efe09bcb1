"""A questionnaire as one file for any browser: no network, no script from outside, nothing kept there.

SECURITY: its content policy lets nothing in and nothing out; the one script is named by its hash. The file
says which form it is by a random id, and names nobody.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.domain.dossier.client_papers.paper_template import (
    LANGUAGE_TITLES,
    RIGHT_TO_LEFT,
    PaperLanguage,
)
from casebook.services.dossier.client_papers.paper_text import PaperText
from casebook.services.dossier.client_papers.paper_wording import PaperWording

FOLDER = "client-form"
_ISOLATES = str.maketrans("", "", "\u2066\u2069")


def paper_form(form_id: str, wording: PaperWording, texts: Sequence[PaperText]) -> bytes:
    """Return the form as HTML in UTF-8.

    Args:
        form_id: of the paper as it is registered; the answers come back with it.
        wording: of the questionnaire.
        texts: its lines, filled in.
    """
    words = Translator(wording.beside)
    script = resource(FOLDER, "form.js").read_text(encoding="utf-8")
    style = resource(FOLDER, "form.css").read_text(encoding="utf-8")
    title = next(one for one in texts if one.line.kind == "title")
    policy = (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = (
        f'<!doctype html>\n<html lang="{wording.beside}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_first(wording, title))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    body = "\n".join(_body(form_id, wording, words, texts))
    return f"{head}{body}\n<script>{script}</script>\n</body>\n</html>\n".encode()


def _body(
    form_id: str, wording: PaperWording, words: Translator, texts: Sequence[PaperText]
) -> Iterator[str]:
    template = wording.template
    data = {
        "form": form_id,
        "paper": template.id,
        "version": template.version,
        "language": wording.language,
        "saved": words("Saved. The file is not encrypted: give it to your lawyer and then delete it."),
        "loaded": words("The saved answers were opened."),
        "damaged": words("This is not a file of answers, or it was changed."),
        "other": words("These answers were saved from another form."),
    }
    named = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    yield f'<form name="answers" autocomplete="off"{named}>'
    for one in texts:
        if one.line.kind == "title":
            yield f"<h1>{_both(wording, one)}</h1>"
            yield f'<p class="small">{escape(template.version)}</p>'
            if not wording.is_checked:
                language = LANGUAGE_TITLES[wording.language]
                mark = words("{language}: translation not checked", language=language)
                yield f'<p class="mark">{escape(mark)}</p>'
        elif one.line.kind == "heading":
            yield f"<h2>{_both(wording, one)}</h2>"
        elif one.line.field:
            yield _question(wording, one)
        elif one.line.kind != "signature":
            yield f"<p>{_both(wording, one)}</p>"
    yield "</form>"
    kept = words("Nothing is kept in this browser: save your answers before you close the page.")
    yield (
        f'<div class="bar"><div><p class="small">{escape(kept)}</p>'
        f'<button type="button" id="save">{escape(words("Save answers"))}</button> '
        f'<label class="open">{escape(words("Open saved answers"))} '
        '<input type="file" id="open" accept=".json"></label>'
        '<p id="state" role="status"></p></div></div>'
    )


def _question(wording: PaperWording, one: PaperText) -> str:
    name, label = escape(one.line.id), _both(wording, one)
    if one.line.kind == "choice":
        ticks = "".join(
            f'<label><input type="radio" name="{name}" value="{escape(value)}" data-question> '
            f"{escape(_option(wording, english, text))}</label>"
            for value, english, text in one.options
        )
        return f"<fieldset><legend>{label}</legend>{ticks}</fieldset>"
    rows = one.line.rows
    field = (
        f'<textarea id="{name}" name="{name}" rows="{rows + 1}" dir="auto" data-question></textarea>'
        if rows > 1
        else f'<input type="text" id="{name}" name="{name}" dir="auto" data-question>'
    )
    return f'<div class="question"><label for="{name}">{label}</label>{field}</div>'


def _first(wording: PaperWording, one: PaperText) -> str:
    return one.english if wording.is_bilingual or not one.text else one.text


def _both(wording: PaperWording, one: PaperText) -> str:
    """Return a line in its language, of a draft under the English."""
    first = escape(_first(wording, one).translate(_ISOLATES))
    if not wording.is_bilingual:
        return first
    if not one.text:
        return f'{first}<br><span class="small">[not translated]</span>'
    return f"{first}{_in_language(wording.language, one.text)}"


def _in_language(language: PaperLanguage, text: str) -> str:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return f'<span lang="{language}" dir="{direction}">{escape(text)}</span>'


def _option(wording: PaperWording, english: str, text: str) -> str:
    return " · ".join(part for part in (english, text) if part) if wording.is_bilingual else text or english


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
