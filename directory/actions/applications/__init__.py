"""What can be done to a file, one step per function; each writes its line of the history in the same transaction.

Refusals are typed (`directory.errors`), and change nothing.
"""
