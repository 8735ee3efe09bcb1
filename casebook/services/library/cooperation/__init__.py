"""Reviews of cooperation with China: what they say, how they are printed, compared and followed up."""
