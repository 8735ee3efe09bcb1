"""What of an arrived file may be taken, and who vouches for it."""
