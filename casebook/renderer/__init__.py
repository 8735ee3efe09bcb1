"""The small process that draws documents nobody vouches for: one document in, bounded pixels and text out."""
