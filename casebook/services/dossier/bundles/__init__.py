"""Bundles made beside a dossier: of the authorities it cites, and of pages for one witness."""
