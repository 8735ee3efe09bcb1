"""What slides show of their masters, and the headers and footers of open documents."""

from __future__ import annotations

import io
import zipfile

from casebook.formats.media_type import ODP, ODS, ODT
from casebook.formats.office import read_flat, read_package

NAMESPACES = 'xmlns:a="a" xmlns:p="p" xmlns:r="r"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROMPT = "Click to edit Master title style"


def shape(words: str, held: str = "") -> str:
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{held}</p:nvPr></p:nvSpPr>"
        f"<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


NUMBERED = '<p:sp><a:p><a:r><a:t>No.</a:t></a:r><a:fld type="slidenum"><a:t>‹#›</a:t></a:fld></a:p></p:sp>'
TITLE = shape(PROMPT, '<p:ph type="title"/>')


def part(tag: str, shapes: str, said: str = "") -> str:
    return f"<p:{tag} {NAMESPACES}{said}><p:cSld>{shapes}</p:cSld></p:{tag}>"


def links(target: str) -> str:
    return f'<Relationships><Relationship Id="rId1" Type="{RELATED}/x" Target="{target}"/></Relationships>'


def deck(*slides: str, layout_says: str = "") -> bytes:
    """A presentation with two layouts of one master, of which slides show the first."""
    layout = part("sldLayout", TITLE + shape("Ministry of Interior"), layout_says)
    parts = {
        "ppt/presentation.xml": f"<p:presentation {NAMESPACES}/>",
        "ppt/slideMasters/slideMaster1.xml": part("sldMaster", TITLE + shape("SECRET") + NUMBERED),
        "ppt/slideLayouts/slideLayout1.xml": layout,
        "ppt/slideLayouts/slideLayout2.xml": part("sldLayout", shape("On no slide")),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": links("../slideMasters/slideMaster1.xml"),
    }
    for number, slide in enumerate(slides, start=1):
        parts[f"ppt/slides/slide{number}.xml"] = slide
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = links("../slideLayouts/slideLayout1.xml")
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def test_words_of_master_and_layout_are_a_page_once() -> None:
    slides = (part("sld", shape("One")), part("sld", shape("Two")))
    assert read_package(deck(*slides)).pages == ("One\n\nTwo", "Ministry of Interior\nSECRET\nNo.")


def test_what_no_slide_shows_of_a_master_is_left_out() -> None:
    without = ' showMasterSp="0"'
    assert read_package(deck(part("sld", shape("One"), without))).pages == ("One",)
    assert read_package(deck(part("sld", shape("One"), ' show="0"'))).pages == ("",)
    only_layout = read_package(deck(part("sld", shape("One")), layout_says=without))
    assert only_layout.pages == ("One", "Ministry of Interior")


MASTERS = """<office:master-styles>
<style:handout-master><text:p>Handout</text:p></style:handout-master>
<style:master-page style:name="Default">
<style:header>
<text:p>Office of <text:span>Li &amp; Wei</text:span><text:s/><text:date>2 March</text:date></text:p>
</style:header>
<style:header-left style:display="false"><text:p>Not shown</text:p></style:header-left>
<style:footer>
<text:p>Page <text:page-number>1</text:page-number> / <text:page-count>9</text:page-count></text:p>
<text:p>Secret, page <text:page-number>1</text:page-number></text:p></style:footer>
<draw:frame presentation:class="title"><text:p>Click to edit</text:p></draw:frame>
<draw:frame presentation:class="footer">
<text:p><presentation:footer>A</presentation:footer></text:p></draw:frame>
<presentation:notes><text:p>Notes</text:p></presentation:notes>
</style:master-page>
<style:master-page style:name="Other">
<style:footer><text:p>On no page</text:p></style:footer></style:master-page>
</office:master-styles>"""
SAID = "Office of Li & Wei 2 March\nSecret, page"
BODIES = {
    ODT: '<style:style style:master-page-name="Default"/><text:p>Words</text:p>',
    ODS: '<style:style style:master-page-name="Default"/><table:table table:name="A"><table:table-row>'
    "<table:table-cell><text:p>Words</text:p></table:table-cell></table:table-row></table:table>",
    ODP: '<presentation:footer-decl presentation:name="f1">Group 9</presentation:footer-decl>'
    '<presentation:footer-decl presentation:name="f2">Of notes</presentation:footer-decl>'
    '<draw:page draw:master-page-name="Default" presentation:use-footer-name="f1">'
    "<text:p>Words</text:p></draw:page>",
}
PAGES = {ODT: (f"Words\n\n{SAID}",), ODS: ("Words", SAID), ODP: ("Words", f"{SAID}\nGroup 9")}
DECLARED = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
    for one in ("office", "style", "text", "table", "draw", "presentation")
)


def test_open_documents_are_read_with_what_their_master_pages_show() -> None:
    for kind, body in BODIES.items():
        content = f"<office:document-content {DECLARED}>{body}</office:document-content>"
        styles = f"<office:document-styles {DECLARED}>{MASTERS}</office:document-styles>"
        package = packed({"mimetype": kind, "content.xml": content, "styles.xml": styles})
        assert read_package(package).pages == PAGES[kind]
        flat = f"<office:document {DECLARED}>{MASTERS}{body}</office:document>"
        assert read_flat(flat.encode(), f"{kind}-flat-xml").pages == PAGES[kind]
