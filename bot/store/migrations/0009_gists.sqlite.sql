-- What timelines are made of, filed ready to be weighed: each sentence's gist, which
-- bot/analysis/gists.py reads (`forms` and `terms`), and each date in one word.
CREATE TABLE gisted (
    article INTEGER PRIMARY KEY REFERENCES articles (n),
    story BIGINT NOT NULL,
    day BIGINT,                     -- the day the article was published
    dates TEXT NOT NULL,            -- a day, or of a longer date "value first-day last-day"
    forms TEXT NOT NULL,            -- bot/model.py, Gist
    terms TEXT NOT NULL             -- of the sentence, a space before and behind each: a line each
);
INSERT INTO gisted (article, story, day, dates, forms, terms)
WITH again (article, columns) AS MATERIALIZED (
    SELECT m.article, packed(a.text, a.published, (
        SELECT json_group_array(json_array(first_day, last_day, value, precision, stated, spans))
        FROM (SELECT * FROM events e WHERE e.article = m.article ORDER BY e.place)
    ))
    FROM mentions m JOIN articles a ON a.n = m.article
)
SELECT
    article, story, day,
    json_extract(columns, '$[0]'), json_extract(columns, '$[1]'), json_extract(columns, '$[2]')
FROM again JOIN mentions USING (article);
DROP TABLE mentions;
ALTER TABLE gisted RENAME TO mentions;
