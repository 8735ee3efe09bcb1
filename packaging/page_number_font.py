"""Write resources/fonts/PageNumber-Regular.ttf: digits, capitals, hyphen and point of Noto Serif.

Run after packaging/fonts.py: ``python packaging/page_number_font.py``. Cut once here because taking a subset
at run time would double the time a bundle takes; they are 4 KB and are embedded whole. Their licence
is NotoSerif-OFL.txt. The figures `casebook/pdf/page/stamp.py` keeps of this font are checked by its tests.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
UNNEEDED = ["GDEF", "GPOS", "GSUB", "STAT", "meta", "DSIG", "OS/2", "post", "name", "gasp"]


def main() -> None:
    """Cut them and say what was written."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = False
    options.recalc_bounds = True
    options.recalc_timestamp = False
    options.drop_tables += UNNEEDED
    font = subset.load_font(FONTS / "NotoSerif-Regular.ttf", options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cutter.subset(font)
    target = FONTS / "PageNumber-Regular.ttf"
    font.save(target)
    print(f"{target.name}  {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
