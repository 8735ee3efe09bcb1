"""The page of parcels: handing over, opening, and who holds what."""
