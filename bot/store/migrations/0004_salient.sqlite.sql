-- The index learns what each article is about: `salient` (bot/store/salience.py) is both the column
-- and the function that fills it. FTS5 takes no new column, so the index is built anew.
CREATE VIRTUAL TABLE tiered USING fts5 (
    title, body, outlet, salient,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);
INSERT INTO tiered (rowid, title, body, outlet, salient)
SELECT id, c0, c1, c2, salient(c0, c1) FROM fulltext_content ORDER BY id;
DROP TABLE fulltext;
ALTER TABLE tiered RENAME TO fulltext;
