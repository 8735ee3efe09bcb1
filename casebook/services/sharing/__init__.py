"""What comes from other casebooks: versions of one field beside each other, and who wrote them."""
