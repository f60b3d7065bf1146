"""What the sources of the examples print, and how it compares with what is computed."""
