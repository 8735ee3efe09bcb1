"""Identity documents, bank accounts and plates that any text states, recorded or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.domain.dossier.hiding.readings.text_reading import of_page
from casebook.language.identity.bank_account import bank_accounts
from casebook.language.identity.paper_column import is_cell
from casebook.language.identity.paper_number import paper_numbers
from casebook.language.identity.paper_rows import PageRows
from casebook.language.identity.vehicle_plate import vehicle_plates
from casebook.services.dossier.hiding.known_forms import LABELS, hidden_facts

_TELLING_SIGNS = 6
"""Letters and digits of a number that is hidden wherever it stands; a shorter one only behind its words."""
_BEFORE = 12


def stated_papers(texts: Iterable[str], words: Translator) -> Iterator[Hidden]:
    """Yield the numbers of documents, accounts and plates in these texts as if recorded, and any zone.

    SECURITY: a number once called that of a passport is hidden wherever it stands, also without the word.
    """
    kinds: dict[str, FactKind] = {}
    short: dict[tuple[str, FactKind], set[str]] = {}
    rows = PageRows()
    # With ends of lines as where pages are redacted.
    for text in dict.fromkeys(map(of_page, texts)):
        for start, end, kind in _stated(text, rows):
            number = text[start:end]
            if len(squeezed(folded(number))) < _TELLING_SIGNS:
                before = "\t" if is_cell(text, start, end) else folded(text[max(0, start - _BEFORE) : start])
                # A chat is set with its sender on a line of their own, without the colon of the export.
                ends = (place.span() for place in re.finditer(": ", before))
                set_anew = (f"{before[:first]}\n{before[last:]}" for first, last in ends)
                short.setdefault((number, kind), set()).update((before, *set_anew))
            else:
                kinds[number] = "paper" if "paper" in {kind, kinds.get(number)} else kind
    yield from hidden_facts((KnownFact(kind=kind, value=number) for number, kind in kinds.items()), words)
    for (number, kind), said in short.items():
        behind = frozenset(filter(None, said))
        if behind:
            any_number = Hidden(form=number, label=words(LABELS[kind]), is_name=False, kind=kind)
            yield replace(any_number, ordinary=behind, shape="behind-words")
    any_paper = Hidden(form="", label=words(LABELS["paper"]), is_name=False, kind="paper")
    yield replace(any_paper, shape="any-zone")


def _stated(text: str, rows: PageRows) -> Iterator[tuple[int, int, FactKind]]:
    """Yield the numbers of a text that find somebody, with what they are of."""
    yield from ((one.start, one.end, _kind(is_sure=one.is_sure)) for one in paper_numbers(text, rows))
    yield from ((start, end, "other") for start, end in bank_accounts(text))
    yield from ((start, end, "other") for start, end in vehicle_plates(text))


def _kind(*, is_sure: bool) -> FactKind:
    return "paper" if is_sure else "perhaps-paper"
