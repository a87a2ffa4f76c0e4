"""Documents: files stored once by the hash of their content, checked before they are taken, and PDF made from facts.

Promises: what is stored equals what was hashed; names never become paths; a file is what its name says it is.
"""
