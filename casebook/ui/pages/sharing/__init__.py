"""The page of a team: members, cards, cases shared, what came in, and fields with several versions."""
