"""Files of the marks: what is taken, who gets them where, and pictures that look like one (rules B5 and B6)."""
