"""Two editions of the book held against each other, in the author's terms."""
