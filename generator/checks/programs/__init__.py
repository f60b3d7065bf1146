"""Programs of the book: run as a reader would run them."""
