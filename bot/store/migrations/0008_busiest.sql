-- What is suggested while somebody types is read in the order it is shown.
CREATE INDEX tallies_busiest ON tallies (kind, guild_id, articles DESC, key);
CREATE INDEX people_quoted ON people (quoted DESC, name);
