"""What a person would face in the requesting State: offences, bands by date, amounts, limitation, custody."""
