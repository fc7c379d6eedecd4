"""The words of rule B7 in the admin, what they find, and what others would."""
