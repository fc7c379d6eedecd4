"""The content's part of the admin: forms, panels, listing, reports, home panels."""
