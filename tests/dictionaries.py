"""Small invented dictionaries of Hunspell in a folder, for tests of spelling."""

from __future__ import annotations

from pathlib import Path

from casebook.domain.base.dictionary import Dictionary

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz'\n"
ENGLISH = ("the", "court", "received", "letter", "border", "was", "colour", "don't")
GERMAN = ("das", "Gericht", "erhielt", "Brief", "für")


def write(folder: Path, name: str, words: tuple[str, ...] = ENGLISH) -> Dictionary:
    """Write a dictionary, in a folder that is made where needed; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    aff, dic = folder / f"{name}.aff", folder / f"{name}.dic"
    aff.write_text(AFF, "utf-8")
    dic.write_text("\n".join((str(len(words)), *words, "")), "utf-8")
    return Dictionary(tag=name.replace("_", "-"), aff=aff, dic=dic)
