"""How right the extraction is, measured on a corpus of contracts with known answers."""
