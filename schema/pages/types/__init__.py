"""Object types of the content."""
