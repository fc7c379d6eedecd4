"""The mail that the directory sends: what each message is, how it looks, and to whom it goes."""
