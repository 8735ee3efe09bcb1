"""Pages and their parts: content, outline, links, labels, images."""
