"""Checks whether a page that is blank in the bundle was blank in the exhibit as received."""

from __future__ import annotations

import pypdfium2
from pypdfium2 import raw

from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.pdf.check.finding import BLANK, TEXT
from casebook.pdf.page.plan import Bundle


def is_as_received(composition: Composition, bundle: Bundle, problem: FilingProblem) -> bool:
    """Return whether a page found blank or without text was so in the exhibit's own file.

    Drawing instructions may say text that shows nothing: blanks, or letters without a font. Only a viewer's
    reading of the file before it was added to the bundle distinguishes that from lost text; few pages need
    it.
    """
    if problem.check not in {BLANK.name, TEXT.name}:
        return False
    exhibits = {exhibit.key: exhibit for exhibit in composition.exhibits}
    for item in bundle.items:
        own = item.last_own - (item.last_page - problem.page)
        if not item.first_page <= problem.page <= item.last_page or own < 1:
            continue
        with exhibits[item.key].open() as stream, pypdfium2.PdfDocument(stream) as document:
            page = document[own - 1]
            if problem.check == BLANK.name:
                return bool(raw.FPDFPage_CountObjects(page) == 0)
            text = page.get_textpage()
            return not text.get_text_range().strip()
    return False
