"""Task books: drafted from what is known, edited part by part, offered, signed, put into force, changed by orders."""
