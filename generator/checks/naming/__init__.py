"""Names: what stands beside a number says which number it is."""
