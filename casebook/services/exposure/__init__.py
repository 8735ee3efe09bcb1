"""What a person would face: exposures computed from the packs, and the charges of a case."""
