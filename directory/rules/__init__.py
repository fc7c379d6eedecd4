"""The rules of profiles, of their addresses and of their listing: pure functions, named by their ids."""
