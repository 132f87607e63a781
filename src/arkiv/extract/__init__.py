"""From the text of a contract to what it says: pure rules, with cues kept as data."""
