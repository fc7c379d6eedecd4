"""Operations written as Python functions once, and run as often as they are asked.

graphql-core walks the document and the schema anew for every object of an answer. Here the walk is done once
(`writer`): what is left is one function per selection, which calls the same resolvers with the same arguments. Which
columns the answer is made of comes out of the same walk (`columns`), so that statements read no others.

A plan gives whole answers or none: whatever is not plain data (an error, a null where none may be) makes it give up,
and graphql-core runs the operation, errors included. Reading twice changes nothing.
"""
