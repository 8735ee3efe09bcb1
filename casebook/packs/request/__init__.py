"""Packs of what a request must bring, and of what to look at on papers of the PRC."""
