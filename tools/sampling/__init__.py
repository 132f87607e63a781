"""How the sample contracts are made from their sources."""
