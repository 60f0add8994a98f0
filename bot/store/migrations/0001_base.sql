-- The article base.
--
-- Times are microseconds since 1970 in UTC, dates are days since 0001-01-01 (both BIGINT);
-- lists and spans are JSON text; offsets are characters. An `article` column holds `articles.n`.
-- PostgreSQL runs the same text: two phrases are SQLite's own, `INTEGER PRIMARY KEY AUTOINCREMENT`
-- (an identity column there, never reused in both) and `WITHOUT ROWID` (nothing there).

CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    newest BIGINT NOT NULL
);
CREATE INDEX stories_newest ON stories (newest);

CREATE TABLE articles (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    docid BIGINT UNIQUE,            -- its number in the full-text index: ordered by day published
    title TEXT NOT NULL,
    url TEXT,
    outlet TEXT NOT NULL,
    published BIGINT,
    language TEXT NOT NULL,
    byline TEXT NOT NULL,
    added BIGINT NOT NULL,
    removed_lines BIGINT NOT NULL,
    story BIGINT NOT NULL REFERENCES stories (id),
    text TEXT NOT NULL              -- last: the rest of a row is read without it
);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_story ON articles (story);

-- Who sees an article, and since when: a server's id, 0 for everybody (the operator's feeds
-- brought it), -1 for the operator (who sees what the servers' feeds brought as well).
CREATE TABLE audiences (
    article BIGINT NOT NULL REFERENCES articles (n),
    guild_id BIGINT NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (article, guild_id)
) WITHOUT ROWID;
CREATE INDEX audiences_added ON audiences (guild_id, added);

-- The other names an article goes by: kind is url, guid or content.
CREATE TABLE article_keys (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    article BIGINT NOT NULL REFERENCES articles (n),
    PRIMARY KEY (kind, key, article)
) WITHOUT ROWID;
CREATE INDEX article_keys_article ON article_keys (article);

-- What was read out of an article, but for quotes and events; `text_hash` is of the text it was
-- read from, `hash` of the whole reading.
CREATE TABLE readings (
    article BIGINT PRIMARY KEY REFERENCES articles (n),
    text_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    dates TEXT NOT NULL,
    summary TEXT NOT NULL,
    people TEXT NOT NULL,
    keywords TEXT NOT NULL,
    terms TEXT NOT NULL
);

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,       -- the full name, folded: the same key is the same person
    name TEXT NOT NULL,
    quoted BIGINT NOT NULL
);

-- What a person is called over all articles: kind is name, alias, surname, title, or operator
-- (an alias of the operator's own list, which no article can take away).
CREATE TABLE person_names (
    person BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    articles BIGINT NOT NULL,
    first_seen BIGINT,              -- by date published; none while only undated articles say so
    last_seen BIGINT,
    PRIMARY KEY (person, kind, name)
) WITHOUT ROWID;
CREATE INDEX person_names_key ON person_names (key, kind);

-- The words a person is found by while one types.
CREATE TABLE name_words (
    word TEXT NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (word, person)
) WITHOUT ROWID;
CREATE INDEX name_words_person ON name_words (person);

CREATE TABLE article_people (
    article BIGINT NOT NULL REFERENCES articles (n),
    person BIGINT NOT NULL REFERENCES people (id),
    quotes BIGINT NOT NULL,
    names TEXT NOT NULL,            -- what this article added to person_names
    PRIMARY KEY (person, article)
) WITHOUT ROWID;
CREATE INDEX article_people_article ON article_people (article);

CREATE TABLE quotes (
    article BIGINT NOT NULL REFERENCES articles (n),
    place BIGINT NOT NULL,          -- 0, 1, … in article order
    person BIGINT REFERENCES people (id),
    speaker TEXT,
    spans TEXT NOT NULL,
    published BIGINT NOT NULL,      -- the article's, or the unknown date
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE INDEX quotes_person ON quotes (person, published, article, place);

CREATE TABLE events (
    article BIGINT NOT NULL REFERENCES articles (n),
    place BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    value TEXT NOT NULL,
    precision TEXT NOT NULL,
    stated BIGINT NOT NULL,
    spans TEXT NOT NULL,
    terms TEXT NOT NULL,            -- of its sentence, a space between two: is it about a topic?
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE INDEX events_day ON events (first_day, last_day);

-- What stories are compared by. `day` is the day published, so that a window is one range.
CREATE TABLE postings (
    term TEXT NOT NULL,
    day BIGINT NOT NULL,
    article BIGINT NOT NULL REFERENCES articles (n),
    PRIMARY KEY (term, day, article)
) WITHOUT ROWID;
CREATE INDEX postings_article ON postings (article);

CREATE TABLE term_counts (
    term TEXT PRIMARY KEY,
    articles BIGINT NOT NULL
) WITHOUT ROWID;

-- How many articles an outlet or topic has for each audience: kind is outlet or topic.
CREATE TABLE tallies (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,              -- the name, folded
    guild_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    articles BIGINT NOT NULL,
    PRIMARY KEY (kind, key, guild_id)
) WITHOUT ROWID;

-- Every word the full-text index holds, and the words with one letter left out.
CREATE TABLE words (
    word TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE misspellings (
    spelling TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (spelling, word)
) WITHOUT ROWID;

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id BIGINT NOT NULL,       -- 0: the operator's
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    next_poll BIGINT,
    last_success BIGINT,
    failures BIGINT NOT NULL,
    last_error TEXT,
    baselined BIGINT NOT NULL,
    UNIQUE (guild_id, url)
);
CREATE INDEX feeds_next_poll ON feeds (next_poll);

CREATE TABLE schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id BIGINT NOT NULL,       -- 0: the operator's
    channel_id BIGINT NOT NULL,
    local_time TEXT NOT NULL,
    zone TEXT NOT NULL,
    days TEXT NOT NULL,
    topic TEXT,
    origin TEXT NOT NULL,
    say_when_empty BIGINT NOT NULL,
    paused BIGINT NOT NULL,
    next_run BIGINT,
    last_error TEXT
);
CREATE INDEX schedules_next_run ON schedules (next_run);

-- Ids are message nonces, so they are never given twice.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule_id BIGINT NOT NULL,
    local_date BIGINT NOT NULL,
    due BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    since BIGINT,
    until BIGINT NOT NULL,
    message_ids TEXT NOT NULL,
    error TEXT,
    settled BIGINT,                 -- when it was sent or failed
    UNIQUE (schedule_id, local_date)
);
CREATE INDEX deliveries_open ON deliveries (state, lease_until);
CREATE INDEX deliveries_until ON deliveries (until);

CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
