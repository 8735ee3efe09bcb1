"""``casebook card``: two casebooks exchange cards and compare ten words."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.said import Say


def test_two_casebooks_exchange_cards(plain_office: Path, say: Say) -> None:
    other = Path(shutil.copytree(plain_office, plain_office.with_name("other.casebook")))
    name = plain_office.with_name("name.txt")
    for vault in (plain_office, other):
        name.write_text(f"{vault.stem} desk\n", encoding="utf-8")
        made = say("card", "show", vault, "--name-file", name, "--out", f"{vault}.card", "--json")
        assert (made.code, made.json["name"]) == (0, f"{vault.stem} desk")
    assert say("card", "show", other).out.count("CASEBOOK CARD") == 2
    ids = {
        vault: say("card", "add", vault, "--card-file", f"{card}.card", "--json").json["id"]
        for vault, card in ((plain_office, other), (other, plain_office))
    }
    ten = {vault: say("card", "compare", vault, ids[vault], "--json").json["words"] for vault in ids}
    assert len({*ten.values()}) == 1
    words = plain_office.with_name("words.txt")
    words.write_text(ten[other], encoding="utf-8")
    assert say("card", "compare", other, ids[other], "--words-file", words, "--json").json["is_compared"]
    (row,) = say("card", "list", other, "--json").json["rows"]
    assert (row["id"], row["name"]) == (ids[other], "office desk")
    assert "compared" in say("card", "list", other).out


def test_a_card_is_named_by_the_beginning_of_its_id_and_not_written_over(
    plain_office: Path, say: Say
) -> None:
    other, name = Path(shutil.copytree(plain_office, plain_office.with_name("other.casebook"))), "name.txt"
    plain_office.with_name(name).write_text("desk\n", encoding="utf-8")
    show = ("--name-file", plain_office.with_name(name), "--out", f"{other}.card")
    for vault in (plain_office, other):
        (plain_office.parent / f"{other.name}.card").unlink(missing_ok=True)
        assert say("card", "show", vault, *show).code == 0
    assert say("card", "show", other, *show).code == 6
    added = say("card", "add", plain_office, "--card-file", f"{other}.card", "--json").json["id"]
    said = say("card", "compare", plain_office, added[:4], "--json")
    assert (said.code, said.json["id"]) == (0, added)
    assert "state" in say("card", "list", plain_office).out


def test_what_is_no_card_is_refused_in_a_sentence(plain_office: Path, say: Say) -> None:
    assert say("card", "show", plain_office).code == 3
    assert say("card", "add", plain_office, "--card-file", plain_office.with_name("code.txt")).code == 3
    assert say("card", "add", plain_office, "--card-file", plain_office.with_name("none")).code == 3
    assert say("card", "compare", plain_office, "0" * 16).code == 3


def test_cards_of_one_name_are_told_apart(plain_office: Path, say: Say) -> None:
    name = plain_office.with_name("name.txt")
    name.write_text("Field desk\n", encoding="utf-8")
    say("card", "show", plain_office, "--name-file", name)
    devices = []
    for at in ("one", "two"):
        other = Path(shutil.copytree(plain_office, plain_office.with_name(f"{at}.casebook")))
        made = say("card", "show", other, "--new", "--name-file", name, "--out", f"{other}.card", "--json")
        devices.append(made.json["device"][:8])
        added = say("card", "add", plain_office, "--card-file", f"{other}.card").out
        assert f"of Field desk (device {devices[-1]}) was added" in added
    assert devices[0] != devices[1]
    listed = say("card", "list", plain_office)
    assert all(device in listed.out for device in devices)
    for row in say("card", "list", plain_office, "--json").json["rows"]:
        shown = say("card", "compare", plain_office, row["id"]).out
        assert f"Card of Field desk (device {row['device'][:8]})." in shown
        assert "enter all ten" in shown


def test_all_ten_words_are_wanted_and_five_are_refused(plain_office: Path, say: Say) -> None:
    other = Path(shutil.copytree(plain_office, plain_office.with_name("other.casebook")))
    name, words = plain_office.with_name("name.txt"), plain_office.with_name("words.txt")
    for vault in (plain_office, other):
        name.write_text(f"{vault.stem}\n", encoding="utf-8")
        say("card", "show", vault, "--name-file", name, "--out", f"{vault}.card")
    added = say("card", "add", plain_office, "--card-file", f"{other}.card", "--json").json["id"]
    ten = say("card", "compare", plain_office, added, "--json").json["words"].split()
    words.write_text(" ".join(ten[5:]), encoding="utf-8")
    assert say("card", "compare", plain_office, added, "--words-file", words).code == 3
    words.write_text(" ".join(ten), encoding="utf-8")
    compared = say("card", "compare", plain_office, added, "--words-file", words)
    assert "The card of other (device " in compared.out
