"""Other people's file formats at the door."""
