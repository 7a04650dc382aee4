"""Questions in words: a sentence comes in; which question of the catalogue it asks, of what, goes out."""
