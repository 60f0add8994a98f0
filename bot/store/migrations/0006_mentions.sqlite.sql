-- What dates are weighed by, one row an article, so that a timeline of thousands is one quick read.
-- Each list has an entry an event, in the order of their `place`.
CREATE TABLE mentions (
    article INTEGER PRIMARY KEY REFERENCES articles (n),
    story BIGINT NOT NULL,
    day BIGINT,                     -- the day the article was published
    dates TEXT NOT NULL,            -- a day, or of a longer date [value, first day, last day]
    stated TEXT NOT NULL,           -- 1 or 0
    terms TEXT NOT NULL             -- of the sentence, a space before and behind each: a line each
);
INSERT INTO mentions (article, story, day, dates, stated, terms)
SELECT
    a.n, a.story, nullif(a.docid >> 26, 0),
    json_group_array(json(
        CASE WHEN e.precision IN ('day', 'minute') THEN e.first_day
        ELSE json_array(e.value, e.first_day, e.last_day) END
    )),
    json_group_array(e.stated),
    group_concat(' ' || e.terms || ' ', char(10))
FROM (SELECT * FROM events ORDER BY article, place) e JOIN articles a ON a.n = e.article
GROUP BY e.article;
ALTER TABLE events DROP COLUMN terms;
