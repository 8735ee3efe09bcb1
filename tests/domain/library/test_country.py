from __future__ import annotations

from casebook.domain.library.country import Country, Remedy


def test_a_country_gives_its_remedy_of_a_kind() -> None:
    echr = Remedy(kind="echr", state="former", basis="known")
    cat = Remedy(kind="cat", state="yes", basis="seen")
    country = Country(id="XX", name="Xland", remedies=(echr, cat))
    assert country.remedy("cat") is cat
