"""Types that every kind of page shares."""
