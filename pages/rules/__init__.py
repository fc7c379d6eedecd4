"""The rules of entries and of the lump-sum aid: pure functions, one per rule, named by its id."""
