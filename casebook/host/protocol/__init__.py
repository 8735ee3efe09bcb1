"""What each pair of processes says to each other, as frozen values."""
