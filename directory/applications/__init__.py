"""Files of applicants: what they hold, what opens them, and what is read of them."""
