"""Who will hold a paper once it is filed: what is known of each forum, and the picture of it."""
