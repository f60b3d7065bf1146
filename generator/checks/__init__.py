"""The rules of the published page, each held over what was made; a rule knows nothing of how its matter was made."""
