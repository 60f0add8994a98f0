-- A base told once more: the same articles again, `:days` later, numbered `:more` higher. What is
-- counted over all articles (people.quoted, person_names, term_counts, tallies) and the dates in
-- mentions are left as they are.
INSERT INTO stories
SELECT id + :more, newest + :days * 86400000000 FROM stories WHERE id <= :first;
INSERT INTO articles
SELECT n + :more, id || '+' || :more, docid + (:days << 26) + :more, title, url || '+' || :more,
    outlet, published + :days * 86400000000, language, byline, added + :days * 86400000000,
    removed_lines, story + :more, text
FROM articles WHERE n <= :first;
INSERT INTO audiences
SELECT article + :more, guild_id, added + :days * 86400000000 FROM audiences
WHERE article <= :first;
INSERT INTO article_keys
SELECT kind, key || '+' || :more, article + :more FROM article_keys WHERE article <= :first;
INSERT INTO readings
SELECT article + :more, text_hash, hash, dates, summary, people, keywords, terms FROM readings
WHERE article <= :first;
INSERT INTO quotes
SELECT article + :more, place, person, speaker, spans, published + :days * 86400000000 FROM quotes
WHERE article <= :first;
INSERT INTO events
SELECT article + :more, place, first_day + :days, last_day + :days, value, precision, stated,
    spans
FROM events WHERE article <= :first;
INSERT INTO mentions
SELECT article + :more, story + :more, day + :days, dates, forms, terms FROM mentions
WHERE article <= :first;
INSERT INTO postings
SELECT term, day + :days, article + :more FROM postings WHERE article <= :first;
INSERT INTO article_people
SELECT article + :more, person, quotes, names FROM article_people WHERE article <= :first;
INSERT INTO fulltext (rowid, title, body, outlet, salient)
SELECT f.id + (:days << 26) + :more, f.c0, f.c1, f.c2, f.c3
FROM articles a JOIN fulltext_content f ON f.id = a.docid WHERE a.n <= :first ORDER BY a.docid;
