"""Articles: bytes as they are found → clean text with its title, date and outlet."""
