"""Identity documents that any text states, recorded or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.document_number import document_numbers
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.services.dossier.hiding.known_forms import LABELS, hidden_facts


def stated_papers(texts: Iterable[str], words: Translator) -> Iterator[Hidden]:
    """Yield the numbers of identity documents in these texts as if they were recorded, and any zone of one.

    SECURITY: a number once called that of a passport is hidden wherever it stands, also without the word.
    """
    numbers = dict.fromkeys(chain.from_iterable(map(document_numbers, texts)))
    yield from hidden_facts((KnownFact(kind="paper", value=number) for number in numbers), words)
    any_zone = Hidden(form="", label=words(LABELS["paper"]), is_name=False, kind="paper")
    yield replace(any_zone, shape="any-zone")
