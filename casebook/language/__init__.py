"""Names across scripts: romanisation, simplified and traditional characters, likeness."""
