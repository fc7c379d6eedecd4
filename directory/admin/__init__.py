"""The directory's part of the admin."""
