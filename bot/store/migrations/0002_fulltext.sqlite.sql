-- SQLite's full-text index. What goes in is already folded, stemmed and cut into bigrams
-- (bot/store/terms.py), so the tokenizer only has to split at spaces. The content is kept: ranking
-- counts words in it (an outlet is one word: its key without spaces), and bm25() is not used because it reads every match of every word.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, body, outlet, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);
