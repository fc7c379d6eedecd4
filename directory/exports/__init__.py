"""The public directory as data: what is public of each profile, as CSV and as GeoJSON, in pieces of any total size."""
