"""A composition as one HTML file: no script, nothing fetched, readable on paper and without styles.

Source: HTML Living Standard (WHATWG), 4 The elements of HTML; Content Security Policy Level 3 (W3C), 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from casebook.domain.dossier.composition import (
    Block,
    Composition,
    Heading,
    Line,
    Pairs,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.drawings.shaded_map import ShadedMap

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{font:17px/1.5 Georgia,'Noto Serif','Noto Serif SC',serif;max-width:48rem;margin:2rem auto;padding:0 1rem;
color:#1b2430;background:#fff}h1{font-size:1.7rem}h2{font-size:1.35rem;margin-top:2.5rem}h3{font-size:1.1rem}
.ref,.quiet,figcaption{color:#4b5663;font-size:.85rem}.ref{margin:.1rem 0 .6rem}
.n{float:left;width:2.2rem;color:#4b5663}.p{overflow:hidden;margin:.5rem 0}.t{overflow:hidden}
table{border-collapse:collapse;width:100%;margin:1rem 0;border-top:1px solid;border-bottom:1px solid}
th,td{text-align:start;vertical-align:top;padding:.25rem .6rem .25rem 0}thead th{border-bottom:1px solid}
figure{margin:1rem 0}svg{width:100%;height:auto}ul{margin:.2rem 0 .2rem 2.2rem;padding:0}
"""
_EDGE, _RING = "#ffffff", "#1b2430"
"""Colours of the borders of a map, and of a ring around a country too small to be seen."""
_TAGS = {"bold": ("<strong>", "</strong>"), "italic": ("<em>", "</em>")}


def write_html(composition: Composition) -> bytes:
    """Return the file, in UTF-8.

    Args:
        composition: what stands in it: headings, paragraphs, tables, pairs and maps.
    """
    numbers = iter(range(1, 1 << 20))
    parts = "".join(
        f'<section id="{escape(part.anchor, quote=True)}"><h2>{escape(part.title)}</h2>'
        f"{''.join(_block(block, numbers) for block in part.blocks)}</section>"
        for part in composition.parts
    )
    title, language = escape(composition.title), escape(composition.language, quote=True)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{title}</h1>{parts}</body></html>\n"
    ).encode()


def _block(block: Block, numbers: Iterator[int]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    if isinstance(block, TextParagraph):
        return _paragraph(block, numbers)
    if isinstance(block, TextTable):
        return _table(block)
    if isinstance(block, Pairs):
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{_line(line)}</td></tr>' for name, line in block.rows
        )
        return f"<table><tbody>{rows}</tbody></table>"
    if isinstance(block, ShadedMap):
        return _map(block)
    raise TypeError(f"no page for a {type(block).__name__}")


def _paragraph(block: TextParagraph, numbers: Iterator[int]) -> str:
    reference = f'<p class="ref">{_line(block.reference)}</p>' if block.reference else ""
    if block.style == "bullet":
        return f"<ul><li>{_line(block.line)}{reference}</li></ul>"
    if not block.is_numbered:
        return f"<p>{_line(block.line)}</p>{reference}"
    text = f'<div class="t">{_line(block.line)}{reference}</div>'
    return f'<div class="p"><span class="n">{next(numbers)}</span>{text}</div>'


def _table(block: TextTable) -> str:
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in block.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _map(block: ShadedMap) -> str:
    """Return a map as SVG; it scales with the page, and each country says its words."""
    shapes = "".join(
        f'<path fill="{escape(shape.fill, quote=True)}" d="{"".join(map(_path, shape.rings))}">'
        f"{f'<title>{escape(shape.said)}</title>' if shape.said else ''}</path>"
        for shape in block.shapes
    )
    rings = "".join(
        f'<circle cx="{ring.x:g}" cy="{ring.y:g}" r="{ring.radius:g}" fill="none" stroke="{_RING}" '
        'stroke-width="1.6"/>'
        for ring in block.rings
    )
    label = escape(block.caption, quote=True)
    return (
        f'<figure><svg role="img" aria-label="{label}" viewBox="0 0 {block.width:g} {block.height:g}" '
        f'stroke="{_EDGE}" stroke-width="0.7">{shapes}{rings}</svg><figcaption>{label}</figcaption></figure>'
    )


def _path(ring: tuple[float, ...]) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in zip(ring[::2], ring[1::2], strict=True))
    return f"M{points}Z"


def _line(line: Line) -> str:
    texts = []
    for span in line:
        before, after = _TAGS.get(span.emphasis, ("", ""))
        text = escape(span.text).replace("\n", "<br>")
        language = f' lang="{escape(span.language, quote=True)}"' if span.language else ""
        is_plain = span.emphasis != "quiet" and not language
        inner = text if is_plain else f'<span class="quiet"{language}>{text}</span>'
        texts.append(f"{before}{inner}{after}")
    return "".join(texts)
