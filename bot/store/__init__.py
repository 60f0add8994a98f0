"""The article base: what was read, and what is to be told when."""
