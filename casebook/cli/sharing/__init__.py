"""Commands about what several casebooks share: cards, parcels, a team."""
