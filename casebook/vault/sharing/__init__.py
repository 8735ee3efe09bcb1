"""Files that leave for other devices: parcels, and those of a carrier. Bytes: docs/sharing-format.md."""
