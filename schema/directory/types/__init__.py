"""Object types of the directory."""
