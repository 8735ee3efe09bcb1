"""The page of journeys: cases packed for one, what to carry, and coming home."""
