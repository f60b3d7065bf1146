"""An example worked out: named quantities of every round, with formula and certified value."""
