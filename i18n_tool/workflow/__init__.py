"""One file per command, in the order an article travels."""
