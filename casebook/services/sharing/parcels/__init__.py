"""Parcels as people see them: handing over, what one is called, and who holds what."""
