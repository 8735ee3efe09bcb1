"""Templates of letters: what they may use, what they are refused for and where, and how they are filled."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from casebook.domain.dossier.letters.letter_file import TemplateFault, Values, joined, parted
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.letter_template import MAX_TEMPLATE_BYTES, examine, fill
from tests.formats.word_templates import with_code, with_member, with_relation, word_file

SOUND = word_file(
    "Dear {{ addressee.name }}",
    "{%p for fact in facts %}",
    "{{ fact.date }}: {{ fact.text }}",
    "{%p endfor %}",
    "{%p if removal.date %}",
    "Removal on {{ removal.date }}",
    "{%p endif %}",
    "{{ blank.reason | upper }}",
    header="{{ case.reference }}",
)


def test_fields_lists_and_conditions_are_filled_and_values_are_no_markup() -> None:
    values: Values = {
        "addressee.name": "A & B <w:p>{{ client.name }}",
        "blank.reason": "because",
        "case.reference": "R-1",
        "facts": [{"date": "1 May", "text": "first"}, {"date": "2 May", "text": "second\nline"}],
    }
    report, data = fill(SOUND, values)
    word = Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts == ["Dear A & B <w:p>{{ client.name }}", "1 May: first", "2 May: second\nline", "BECAUSE"]
    assert word.sections[0].header.paragraphs[0].text == "R-1"
    assert report.missing == ()
    assert fill(SOUND, values)[1] == data
    assert word.core_properties.author == ""


def test_only_what_stands_in_the_letter_is_missing_and_its_place_is_marked() -> None:
    report, data = fill(SOUND, {"facts": []})
    assert report.missing == ("addressee.name", "blank.reason", "case.reference")
    word = Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in word.paragraphs] == ["Dear [addressee]", "[REASON]"]
    assert all(run.font.highlight_color for paragraph in word.paragraphs for run in paragraph.runs)
    assert "\u2060" not in data.decode("latin-1")


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (("a", "{{ client.nmae }}"), ("unknown-field", 2, "client.nmae")),
        (("{{ nothing }}",), ("unknown-field", 1, "nothing")),
        (("{% for f in facts %}{{ f.author }}{% endfor %}",), ("unknown-field", 0, "facts.author")),
        (("{{ blank._x }}",), ("unknown-field", 1, "blank._x")),
        (("a", "b {{ client.name }", "{{ case.reference }}"), ("syntax", 2, "")),
        (("a", "{% if client.name %}"), ("syntax", 2, "")),
        (("{{ ''.__class__ }}",), ("unknown-field", 1, "__class__")),
        (("{{ client.name.__init__ }}",), ("unknown-field", 1, "__init__")),
        (("{{ 9 * 9 }}",), ("expression", 0, "Mul")),
        (("{{ range(9) }}",), ("expression", 0, "Call")),
        (("{{ client.name | attr('x') }}",), ("expression", 1, "attr")),
        (("{% set x = 1 %}",), ("expression", 0, "Assign")),
        (("{% include 'x' %}",), ("expression", 0, "Include")),
        (
            ("{% for a in facts %}{% for b in facts %}x{% endfor %}{% endfor %}",),
            ("expression", 1, "for"),
        ),
    ],
)
def test_what_is_no_field_is_refused_with_its_paragraph(
    texts: tuple[str, ...], fault: tuple[str, int, str]
) -> None:
    data = word_file(*texts)
    report = examine(data)
    assert [(one.kind, one.paragraph, one.name) for one in report.faults] == [fault]
    assert all(one.part == "body" for one in report.faults)
    assert fill(data, {})[1] == b""


def test_a_fault_in_the_header_is_placed_there() -> None:
    assert examine(word_file("x", header="{{ client.nmae }}")).faults == (
        TemplateFault(kind="unknown-field", part="header", paragraph=1, name="client.nmae"),
    )


PLAIN = word_file("{{ client.name }}")


@pytest.mark.parametrize(
    ("data", "kind", "part"),
    [
        (with_member(PLAIN, "word/vbaProject.bin", b"x"), "macro", "word/vbaProject.bin"),
        (with_relation(PLAIN, "hyperlink", "https://a.example", "External"), "external", "document.xml.rels"),
        (
            with_relation(PLAIN, "attachedTemplate", "file:///x.dotm", "External"),
            "external",
            "document.xml.rels",
        ),
        (with_relation(PLAIN, "oleObject", "embeddings/o.bin"), "embedded", "document.xml.rels"),
        (with_relation(PLAIN, "aFChunk", "chunk.html"), "embedded", "document.xml.rels"),
        (with_member(PLAIN, "word/embeddings/o.bin", b"x"), "embedded", "word/embeddings/o.bin"),
        (with_code(PLAIN, "INCLUDETEXT c:/x.docx"), "code", "body"),
        (with_code(PLAIN, 'DDEAUTO excel "x"'), "code", "body"),
    ],
)
def test_macros_links_and_objects_are_refused_with_their_place(data: bytes, kind: str, part: str) -> None:
    faults = examine(data).faults
    assert [fault.kind for fault in faults] == [kind]
    assert faults[0].part.endswith(part)


def test_a_file_for_macros_is_refused_by_its_content_type() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        types = file.read("[Content_Types].xml").decode()
    main = "wordprocessingml.document.main+xml"
    macro = types.replace(
        f"vnd.openxmlformats-officedocument.{main}", "vnd.ms-word.document.macroEnabled.main+xml"
    )
    assert "macro" in [
        fault.kind for fault in examine(with_member(PLAIN, "[Content_Types].xml", macro.encode())).faults
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        PLAIN[: len(PLAIN) // 2],
        with_member(PLAIN, "word/document.xml", b"<w:document"),
        with_member(PLAIN, "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ],
    ids=["empty", "pdf", "cut", "broken", "entities"],
)
def test_a_word_file_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        examine(data)


def test_a_template_beyond_its_bounds_is_refused() -> None:
    with pytest.raises(OversizedFile):
        examine(with_member(PLAIN, "word/media/image1.png", bytes(MAX_TEMPLATE_BYTES)))


def test_values_and_template_travel_as_one_piece() -> None:
    values: Values = {"client.name": "林志遠", "facts": [{"date": "1"}]}
    assert parted(joined(values, b"PK")) == (values, b"PK")
    assert parted(joined(None, b"")) == (None, b"")
