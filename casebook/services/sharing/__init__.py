"""What goes to other casebooks and comes from them: cards, parcels, travel, a team, versions side by side."""
