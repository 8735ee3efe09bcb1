"""The grounds: each with its argument and a matrix of elements and proof.

How far a thing is shown, and what is still to be done for it, is counsel's own assessment: it stays here.
"""

from __future__ import annotations

from casebook.domain.case.fact import Fact
from casebook.domain.dossier.composition import Block, Heading, Line, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.finding import Finding
from casebook.services.case import ground
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose, reference

_BREAK = Span("\n")


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """A heading for each ground, where it hangs in the law, its argument, and its matrix."""
    return tuple(block for row in dossier_data.argument.grounds for block in _ground(dossier_data, row))


def _ground(dossier_data: DossierData, row: ground.MatrixRow) -> list[Block]:
    content: list[Block] = [Heading(text=row.ground.title, anchor=f"ground:{row.ground.id}")]
    if row.ground.hooks:
        content.append(TextParagraph(line=(Span("; ".join(row.ground.hooks), emphasis="quiet"),)))
    content += prose.paragraphs(dossier_data, row.ground.text)
    if row.lines:
        words = dossier_data.words
        content.append(
            TextTable(
                head=(
                    words("Element to prove"),
                    words("Evidence"),
                    words("Adverse material"),
                ),
                rows=tuple(
                    (
                        prose.line(dossier_data, line.proof.element),
                        _shown(dossier_data, line),
                        _against(dossier_data, line),
                    )
                    for line in row.lines
                ),
                widths=(0.26, 0.4, 0.34),
            )
        )
    return content


def _shown(dossier_data: DossierData, line: ground.MatrixElement) -> Line:
    """Return facts, exhibits and findings; findings with an unread source are not filed."""
    own = reference.exhibits(dossier_data, line.proof.evidence)
    lines = [*(_fact(dossier_data, fact) for fact in line.facts), *([own] if own else [])]
    return _below(
        [*lines, *(_finding(dossier_data, each) for each in line.findings if each.reading_level != "none")]
    )


def _against(dossier_data: DossierData, line: ground.MatrixElement) -> Line:
    """What is adverse is printed with the answer to it, and where there is none yet, without."""
    lines = [_finding(dossier_data, each) for each in line.adverse if each.reading_level != "none"]
    if line.proof.adverse.strip():
        lines.append(prose.line(dossier_data, line.proof.adverse))
    if lines and line.proof.answer.strip():
        opening = Span(f"{dossier_data.words('Response')}: ", emphasis="bold")
        lines.append((opening, *prose.line(dossier_data, line.proof.answer)))
    return _below(lines)


def _fact(dossier_data: DossierData, fact: Fact) -> Line:
    places = reference.exhibits(dossier_data, fact.pinpoints)
    return (Span(fact.statement), *((Span(" ("), *places, Span(")")) if places else ()))


def _finding(dossier_data: DossierData, finding: Finding) -> Line:
    cited = dossier_data.argument.rests_on[finding.id]
    place = cite_finding(cited.finding, cited.source, dossier_data.words)
    return (
        Span(f"{finding.statement} "),
        reference.source(dossier_data, cited.source.id),
        Span(f" · {place}", emphasis="quiet"),
    )


def _below(lines: list[Line]) -> Line:
    """Lines one below the other in a cell."""
    spans: list[Span] = []
    for line in lines:
        spans += [_BREAK, *line] if spans else line
    return tuple(spans)
