"""Records shared between casebooks: how their fields merge, stamps, cards, parcels."""
