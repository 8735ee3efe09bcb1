"""Records that go to other casebooks, and those that come from there: parcels, cards, who holds what."""
