-- The ledger: one SQLite file. Dates are ISO days in pairs *_from, *_to (both inclusive); both null where nothing tells
-- them, one null for an open end. Passages are characters [start, "end") of report.text. Lists are JSON arrays.
-- `user_version` is the schema's version, `application_id` 0x41545443 ("ATTC") marks the file as a ledger.
--
-- The first part is what reports say, written once when a report is read. The second part is worked out from the first
-- across all reports (who is the same, what became of a promise …), for the reports in `pending` and what they touch;
-- it can be emptied and built again at any time, to the same rows.

-- Part one: reports and their readings --------------------------------------------------------------------------------

CREATE TABLE report (
    id TEXT PRIMARY KEY,              -- r and 16 hexadecimal digits of the text's SHA-256
    text TEXT NOT NULL,               -- the report's own body
    sha256 TEXT NOT NULL,
    language TEXT NOT NULL,           -- ISO 639-1, und where unknown
    arrival INTEGER NOT NULL UNIQUE,  -- order of first reading: only tells which version of a page is the newer
    replaced_by TEXT REFERENCES report (id)  -- the newer version of the same page; null for the current one
) STRICT;

CREATE INDEX report_replaced ON report (replaced_by) WHERE replaced_by IS NOT NULL;

CREATE TABLE sighting (               -- each file or page under which the text was met, with what was said around it
    report TEXT NOT NULL REFERENCES report (id),
    file TEXT NOT NULL,               -- '' for a page
    url TEXT NOT NULL,                -- '' for a file
    rank INTEGER NOT NULL,            -- 0 for the sighting that stands for the report: best dated, then first by name
    title TEXT,
    publisher TEXT,
    agency TEXT,
    byline TEXT,
    place TEXT,                       -- of the dateline
    dateline TEXT,
    published_from TEXT,              -- as stated by text or markup
    published_to TEXT,
    published_how TEXT NOT NULL,
    published_reasons TEXT NOT NULL,  -- JSON
    PRIMARY KEY (report, file, url)
) STRICT;
CREATE INDEX sighting_file ON sighting (file) WHERE file <> '';
CREATE INDEX sighting_url ON sighting (url) WHERE url <> '';

CREATE TABLE reading (                -- one a report; none where no language pack reads it
    report TEXT PRIMARY KEY REFERENCES report (id),
    reader TEXT NOT NULL,             -- name and version
    published_from TEXT,              -- as settled by reading
    published_to TEXT,
    published_how TEXT NOT NULL,
    published_reasons TEXT NOT NULL   -- JSON
) STRICT;

CREATE INDEX reading_day ON reading (coalesce(published_to, published_from));

CREATE TABLE named_actor (            -- an actor as one reading knows it
    report TEXT NOT NULL REFERENCES reading (report) ON DELETE CASCADE,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,               -- country, organisation, person
    country TEXT,                     -- ISO 3166-1 alpha-3
    aliases TEXT NOT NULL,            -- JSON
    PRIMARY KEY (report, name)
) STRICT;

CREATE TABLE named_thing (            -- a thing as one reading knows it
    report TEXT NOT NULL REFERENCES reading (report) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,               -- agreement, mechanism, programme, project, place
    of TEXT,
    parties TEXT NOT NULL,            -- JSON
    passages TEXT NOT NULL,           -- JSON: [[start, end], …]
    PRIMARY KEY (report, position)
) STRICT;

CREATE TABLE mention (
    report TEXT NOT NULL REFERENCES reading (report) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name TEXT NOT NULL,               -- of the actor or thing in the same reading
    kind TEXT NOT NULL,
    form TEXT NOT NULL,               -- name, metonym, demonym, short, description, pronoun
    PRIMARY KEY (report, position)
) STRICT;

CREATE TABLE aside (                  -- what reading set aside, and why; also reports without a reading
    report TEXT NOT NULL REFERENCES report (id),
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,             -- a code
    step TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (report, position)
) STRICT;

CREATE TABLE refused (                -- inputs that gave no report: a path or address, and why
    input TEXT PRIMARY KEY,
    reason TEXT NOT NULL,             -- a code
    message TEXT NOT NULL
) STRICT;

CREATE TABLE record (                 -- every entry of every reading: the spine of the five tables below
    id TEXT PRIMARY KEY,              -- letter of the kind and 12 hexadecimal digits of report, passage and key fields
    report TEXT NOT NULL REFERENCES reading (report) ON DELETE CASCADE,
    kind TEXT NOT NULL,               -- event, statement, figure, commitment, tenure
    position INTEGER NOT NULL,        -- order in the reading
    rule TEXT NOT NULL                -- which found it
) STRICT;
CREATE INDEX record_report ON record (report, kind, position);

CREATE TABLE evidence (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    role TEXT NOT NULL,               -- evidence, content, continued, outcome_evidence
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (record, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (            -- the actors of a record, by their names in its reading
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    role TEXT NOT NULL,               -- the record's field: who, target, speakers, via, parties, by, to, person, addressee
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (record, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    type TEXT NOT NULL,               -- one of the 16 PLOVER types
    mode TEXT NOT NULL,
    status TEXT NOT NULL,             -- happened, ongoing, planned, proposed, conditional, postponed, denied
    about TEXT NOT NULL,              -- JSON: names of things
    when_from TEXT,
    when_to TEXT,
    announced_from TEXT,
    announced_to TEXT,
    "where" TEXT,
    sectors TEXT NOT NULL             -- JSON
) STRICT;

CREATE TABLE statement (
    id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    "as" TEXT NOT NULL,               -- the words that name the speaker
    cue TEXT NOT NULL,
    quoted TEXT NOT NULL,             -- true, false, mixed
    occasion TEXT,
    sectors TEXT NOT NULL             -- JSON
) STRICT;

CREATE TABLE figure (
    id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    measure TEXT NOT NULL,
    value_low REAL,                   -- both ends equal unless bound is range; null for a change alone
    value_high REAL,
    unit TEXT,
    bound TEXT,                       -- over, under, about, range; null for exact
    change_low REAL,                  -- both ends equal unless a range; null where only the direction is told
    change_high REAL,
    change_unit TEXT,
    change_direction TEXT,            -- up, down
    change_per TEXT,
    period_from TEXT,
    period_to TEXT,
    cumulative INTEGER NOT NULL,      -- 0, 1
    source TEXT                       -- according to whom, as the report names it
) STRICT;

CREATE TABLE "commitment" (
    id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,               -- target, pledge, plan, intention
    measure TEXT,
    value_low REAL,
    value_high REAL,
    unit TEXT,
    bound TEXT,
    due_from TEXT,
    due_to TEXT,
    outcome TEXT                      -- kept, kept late, missed, partly, where the same report tells it
) STRICT;

CREATE TABLE tenure (
    id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    office TEXT NOT NULL,
    of TEXT,                          -- ISO alpha-3 or a body's name
    when_from TEXT,                   -- both null: as of the report's date
    when_to TEXT
) STRICT;

CREATE TABLE review (                 -- what people decided; nothing is deleted, an undo is a review itself
    id INTEGER PRIMARY KEY,           -- in the order of deciding: the later one wins
    action TEXT NOT NULL,             -- accept, reject, correct, same, different, undo
    changes TEXT NOT NULL,            -- JSON of a correction: fields, and the actors and things they name; else {}
    by TEXT NOT NULL,
    at TEXT NOT NULL,                 -- UTC, to the second
    why TEXT NOT NULL,
    undoes INTEGER REFERENCES review (id),  -- of an undo: which
    undone INTEGER REFERENCES review (id)   -- by which undo; null while it stands
) STRICT;

CREATE TABLE reviewed (               -- what reviews hang on: a record by its passages, or a name as reports use it
    id INTEGER PRIMARY KEY,
    layer TEXT NOT NULL,              -- a record's kind, or country, organisation, person, thing
    report TEXT REFERENCES report (id),  -- of a name: only as this report uses it; null for all reports
    record TEXT,                      -- the record as now read; null while no reading has it, and for names
    name TEXT,                        -- null for records
    of TEXT                           -- the actor's country, or whom the thing belongs to, as named
) STRICT;
CREATE INDEX reviewed_record ON reviewed (record) WHERE record IS NOT NULL;
CREATE INDEX reviewed_report ON reviewed (report) WHERE report IS NOT NULL;

CREATE TABLE review_on (              -- which review is on what; same and different are between its sides
    review INTEGER NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    reviewed INTEGER NOT NULL REFERENCES reviewed (id),
    side INTEGER NOT NULL,            -- 0 for the first: what is merged into, or what is split off; 1, 2 … for the others
    record TEXT,                      -- the record's id when it was reviewed; null for names
    snapshot TEXT,                    -- JSON: the whole record as it was read then; null for names
    PRIMARY KEY (review, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_on_reviewed ON review_on (reviewed);

CREATE TABLE pending (                -- reports whose part of part two is to be worked out: new, changed, replaced or reviewed
    report TEXT PRIMARY KEY REFERENCES report (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (                   -- feeds that are watched, as their last polls left them; times are UTC, to the second
    address TEXT PRIMARY KEY,         -- as the user named it
    place TEXT NOT NULL,              -- where it is asked now: the address, or where that has moved for good
    part_of TEXT,                     -- the index of sitemaps that lists it; null for what the user named
    listed TEXT,                      -- when it last changed, as that index says
    kind TEXT NOT NULL,               -- rss, atom, sitemap, index; '' while none was read
    title TEXT,                       -- the feed's own
    etag TEXT,                        -- validators of the last whole answer; null where it gave none
    modified TEXT,
    polled TEXT,                      -- last poll; null for none yet
    answered TEXT,                    -- last poll that gave the feed, or that it is the same
    next TEXT,                        -- not polled before; null for at once, '9' for a part that its index says is the same
    failures INTEGER NOT NULL,        -- polls in a row that failed
    status INTEGER,                   -- HTTP status of the last answer; null where none came
    fault TEXT NOT NULL,              -- reason code of the last poll, '' where it went well
    message TEXT NOT NULL             -- the same in one line
) STRICT;

CREATE TABLE feed_entry (             -- what feeds list; an entry that leaves its feed stays
    feed TEXT NOT NULL REFERENCES feed (address) ON DELETE CASCADE,
    key TEXT NOT NULL,                -- its guid, or its link where it has none
    url TEXT NOT NULL,                -- of its page
    told TEXT NOT NULL,               -- SHA-256 of all that the feed tells of it
    first TEXT NOT NULL,              -- when the feed was first and last seen to list it
    last TEXT NOT NULL,
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_entry_url ON feed_entry (url);

CREATE TABLE feed_page (              -- pages that entries lead to: one of several feeds is one page
    url TEXT PRIMARY KEY,
    state TEXT NOT NULL,              -- waiting, new, unchanged, revised, known, unread, aside, refused, gone
    reason TEXT NOT NULL,             -- code of what keeps it from being a report, '' for a report
    report TEXT REFERENCES report (id),  -- its last version
    sha256 TEXT,                      -- of the bytes last taken
    etag TEXT,
    modified TEXT,
    place TEXT,                       -- where it has moved for good; null where it has not
    fetched TEXT,                     -- last asked; null while it waits
    next TEXT,                        -- not asked before; null where it waits for nothing
    failures INTEGER NOT NULL         -- fetches in a row that failed
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_page_waiting ON feed_page (next) WHERE state = 'waiting';

CREATE TABLE feed_host (              -- how hosts want to be asked, kept from one run to the next
    host TEXT PRIMARY KEY,            -- scheme, name and port as in an address: https://example.org
    robots TEXT,                      -- its robots.txt; null while it could not be had
    status INTEGER,                   -- of the answer to robots.txt; null where none came
    asked TEXT,                       -- when robots.txt was asked for
    next TEXT                         -- asked for nothing before; null for at once
) STRICT, WITHOUT ROWID;

CREATE TABLE imported (               -- shards of readings made elsewhere that are in this ledger
    shard TEXT PRIMARY KEY,           -- the name of its file, # and the first 16 digits of its sha256
    sha256 TEXT NOT NULL,             -- of its file
    readings INTEGER NOT NULL,        -- items in it, those set aside with them
    at TEXT NOT NULL                  -- UTC, to the second
) STRICT;

CREATE VIRTUAL TABLE report_words USING fts5 (
    text, content = 'report', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_words_added AFTER INSERT ON report BEGIN
    INSERT INTO report_words (rowid, text) VALUES (new.rowid, new.text);
END;

-- Part two: worked out across reports; `reconcile` keeps it in step with part one ---------------------------------------

CREATE TABLE state (                  -- derived: version of the rules that filled part two; as_of: day its verdicts are of
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE actor (
    id TEXT PRIMARY KEY,              -- ISO alpha-3 for a country, else a- and 12 hexadecimal digits
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    aliases TEXT NOT NULL,            -- JSON, every other name it was met under
    named INTEGER NOT NULL            -- 0 for one told only by a description ("a Western agency")
) STRICT;

CREATE TABLE thing (
    id TEXT PRIMARY KEY,              -- g- and 12 hexadecimal digits
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    of TEXT,
    aliases TEXT NOT NULL,            -- JSON
    parties TEXT NOT NULL             -- JSON: actor ids
) STRICT;

CREATE TABLE sighted (                -- each name of a reading as identity sees it
    report TEXT NOT NULL,
    layer TEXT NOT NULL,              -- country, organisation, person, thing
    name TEXT NOT NULL,
    key TEXT NOT NULL,                -- what the name is compared by
    spelling TEXT NOT NULL,           -- JSON: name, kind, of, aliases, parties, marks, year
    face TEXT NOT NULL,
    PRIMARY KEY (report, layer, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighted_key ON sighted (layer, key, spelling);
CREATE INDEX sighted_face ON sighted (face);

CREATE TABLE spelling (               -- how many reports have a spelling; kept by the two triggers
    layer TEXT NOT NULL,
    key TEXT NOT NULL,
    spelling TEXT NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (layer, key, spelling)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER spelling_met AFTER INSERT ON sighted BEGIN
    INSERT INTO spelling VALUES (new.layer, new.key, new.spelling, 1)
    ON CONFLICT DO UPDATE SET reports = reports + 1;
END;
CREATE TRIGGER spelling_gone AFTER DELETE ON sighted BEGIN
    UPDATE spelling SET reports = reports - 1 WHERE layer = old.layer AND key = old.key AND spelling = old.spelling;
    DELETE FROM spelling WHERE layer = old.layer AND key = old.key AND spelling = old.spelling AND reports = 0;
END;

CREATE TABLE face (                   -- spellings that are one whatever else is known
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL,
    key TEXT NOT NULL,
    entity TEXT NOT NULL              -- the actor or thing it stands for
) STRICT, WITHOUT ROWID;
CREATE INDEX face_key ON face (layer, key);
CREATE INDEX face_entity ON face (entity);

CREATE TABLE face_word (              -- strings by which a face looks for others, or is found
    layer TEXT NOT NULL,
    word TEXT NOT NULL,
    role TEXT NOT NULL,               -- claims, answers
    face TEXT NOT NULL,
    PRIMARY KEY (layer, word, role, face)
) STRICT, WITHOUT ROWID;
CREATE INDEX face_word_face ON face_word (face);

CREATE TABLE face_link (              -- why two faces are one
    layer TEXT NOT NULL,
    word TEXT NOT NULL,               -- the string that decided it
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    rule TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (layer, word, one, other, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX face_link_one ON face_link (one);
CREATE INDEX face_link_other ON face_link (other);

CREATE VIEW same_actor AS             -- which actor a name in a reading stands for
    SELECT s.report, s.name, coalesce(d.person, f.entity) AS actor FROM sighted s JOIN face f ON f.id = s.face
    LEFT JOIN stands_for d ON d.report = s.report AND d.name = s.name WHERE s.layer <> 'thing';
CREATE VIEW same_thing AS
    SELECT s.report, s.name, f.entity AS thing FROM sighted s JOIN face f ON f.id = s.face WHERE s.layer = 'thing';

CREATE TABLE office_seen (            -- persons observed in an office
    record TEXT PRIMARY KEY,
    report TEXT NOT NULL,
    person TEXT NOT NULL,             -- actor id
    body TEXT,                        -- actor id of the country or body whose office it is; null where not told
    office TEXT NOT NULL,             -- key of the office
    words TEXT NOT NULL,              -- the office as printed
    first TEXT NOT NULL,              -- days of the observation, '' where unknown
    last TEXT NOT NULL,
    ended TEXT,                       -- a day by which the person no longer held it
    begun TEXT                        -- a day since which the person held it
) STRICT, WITHOUT ROWID;
CREATE INDEX office_seen_report ON office_seen (report);
CREATE INDEX office_seen_person ON office_seen (person);
CREATE INDEX office_seen_office ON office_seen (office, first, person);

CREATE TABLE described (              -- descriptions of persons by their office ("the Russian foreign minister")
    report TEXT NOT NULL,
    name TEXT NOT NULL,               -- the description, as its reading has it
    office TEXT NOT NULL,             -- key of an office that it may mean
    country TEXT,                     -- whom the description's actor belongs to
    day TEXT NOT NULL,                -- of the report
    PRIMARY KEY (report, name, office)
) STRICT, WITHOUT ROWID;
CREATE INDEX described_office ON described (office, day);

CREATE TABLE stands_for (             -- whom a description means
    report TEXT NOT NULL,
    name TEXT NOT NULL,
    person TEXT NOT NULL,             -- actor id
    why TEXT NOT NULL,
    PRIMARY KEY (report, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX stands_for_person ON stands_for (person);

CREATE TABLE speaks_for (             -- international bodies in whose office a person was observed
    person TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (person, body)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (                   -- the two actors a report is mostly about, a < b
    report TEXT PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL
) STRICT;
CREATE INDEX pair_both ON pair (a, b);

CREATE TABLE involved (               -- actors a record concerns; a person counts for country and body too
    record TEXT NOT NULL,
    actor TEXT NOT NULL,
    part TEXT NOT NULL,               -- own: it takes part, speaks, is a party; told: it is named in the words
    report TEXT NOT NULL,
    PRIMARY KEY (record, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX involved_actor ON involved (actor, part);
CREATE INDEX involved_report ON involved (report);

CREATE TABLE placed (                 -- records that part two was worked out from
    record TEXT PRIMARY KEY,
    report TEXT NOT NULL,
    kind TEXT NOT NULL,
    bundle TEXT NOT NULL,             -- of an event or commitment: what tells the same; of a figure: its series
    day TEXT NOT NULL                 -- of the report, '' where it has none
) STRICT, WITHOUT ROWID;
CREATE INDEX placed_report ON placed (report, kind);
CREATE INDEX placed_bundle ON placed (bundle, day);

CREATE TABLE bundle (                 -- events or commitments that tell the same, and are compared with others as one
    id TEXT PRIMARY KEY,              -- a digest of what they tell; the record's id where no other may tell the same
    kind TEXT NOT NULL,
    block TEXT NOT NULL,              -- the bundles it hangs together with
    first TEXT NOT NULL,              -- the record of the oldest report, which is compared
    day TEXT NOT NULL,                -- of that report
    whole TEXT NOT NULL               -- the occurrence or promise that it tells
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_block ON bundle (block);
CREATE INDEX bundle_whole ON bundle (whole);

CREATE TABLE record_key (             -- strings that two bundles share if they can tell one event or promise
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    bundle TEXT NOT NULL,
    PRIMARY KEY (kind, key, bundle)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_key_bundle ON record_key (bundle);

CREATE TABLE occurrence (             -- one event in the world
    id TEXT PRIMARY KEY,              -- o- and 12 hexadecimal digits
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,             -- that of the latest report
    when_from TEXT,
    when_to TEXT,
    "where" TEXT,
    block TEXT NOT NULL
) STRICT;
CREATE INDEX occurrence_block ON occurrence (block);

CREATE TABLE occurrence_event (
    event TEXT PRIMARY KEY,
    occurrence TEXT NOT NULL REFERENCES occurrence (id)
) STRICT;
CREATE INDEX occurrence_event_occurrence ON occurrence_event (occurrence);

CREATE TABLE series (                 -- figures of one measure for the same parties in one unit
    id TEXT PRIMARY KEY,              -- z- and 12 hexadecimal digits
    measure TEXT NOT NULL,
    parties TEXT NOT NULL,            -- JSON: actor ids, sorted
    unit TEXT,
    cumulative INTEGER NOT NULL
) STRICT;

CREATE TABLE series_figure (
    figure TEXT PRIMARY KEY,
    series TEXT NOT NULL REFERENCES series (id),
    grain TEXT NOT NULL,              -- year, half, quarter, month, day, span, undated: never compared across
    side TEXT,                        -- actor id of the country whose count it is, where told
    forecast INTEGER NOT NULL,        -- 0, 1: it tells what should or will be
    suspect INTEGER NOT NULL,         -- 0, 1: out of all proportion to its neighbours
    year INTEGER,                     -- in which its period begins
    size REAL NOT NULL,               -- its level without a sign: what neighbours are compared by
    measure TEXT NOT NULL             -- in the words of its report
) STRICT;
CREATE INDEX series_figure_series ON series_figure (series, grain, side, forecast, year, size, measure, figure);
CREATE INDEX series_figure_suspect ON series_figure (series) WHERE suspect = 1;

CREATE TABLE series_moment (          -- the figures of a series that are compared with each other
    series TEXT NOT NULL REFERENCES series (id),
    moment TEXT NOT NULL,             -- first and last day of a calendar period; '' for all else, and in a running total
    figure TEXT NOT NULL,
    says TEXT NOT NULL,               -- the same for figures that tell the same of the same time by the same count
    day TEXT NOT NULL,                -- of its report, '' where it has none
    outcome INTEGER NOT NULL,         -- 0, 1: tells how it was, unless it is suspect
    PRIMARY KEY (series, moment, figure)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_moment_figure ON series_moment (figure);

CREATE TABLE series_says (            -- of the figures of a moment that say the same: which stand for all of them
    series TEXT NOT NULL REFERENCES series (id),
    moment TEXT NOT NULL,
    says TEXT NOT NULL,
    first TEXT NOT NULL,              -- that of the oldest report, of those that tell an outcome if any does
    last TEXT NOT NULL,
    PRIMARY KEY (series, moment, says)
) STRICT, WITHOUT ROWID;

CREATE TABLE series_conflict (        -- two figures of a series that cannot both be right
    series TEXT NOT NULL REFERENCES series (id),
    moment TEXT NOT NULL,
    one TEXT NOT NULL,                -- that of the earlier period, then of the earlier report
    other TEXT NOT NULL,
    PRIMARY KEY (series, moment, one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE promise (                -- one commitment in the world
    id TEXT PRIMARY KEY,              -- p- and 12 hexadecimal digits
    kind TEXT NOT NULL,
    measure TEXT,
    value_low REAL,
    value_high REAL,
    unit TEXT,
    bound TEXT,
    due_from TEXT,
    due_to TEXT,
    parties TEXT NOT NULL,            -- JSON: actor ids, sorted
    block TEXT NOT NULL
) STRICT;
CREATE INDEX promise_block ON promise (block);
CREATE INDEX promise_due ON promise (due_to);

CREATE TABLE promise_commitment (
    "commitment" TEXT PRIMARY KEY,
    promise TEXT NOT NULL REFERENCES promise (id)
) STRICT;
CREATE INDEX promise_commitment_promise ON promise_commitment (promise);

CREATE TABLE verdict (                -- what became of a promise, as of the newest report's date
    promise TEXT PRIMARY KEY REFERENCES promise (id),
    verdict TEXT NOT NULL,            -- kept, kept late, missed, overdue, pending, superseded, disputed, open
    rule TEXT NOT NULL,
    explanation TEXT NOT NULL,
    proof TEXT NOT NULL,              -- JSON: record ids
    superseded_by TEXT,
    wakes TEXT                        -- first day on which it may change though nothing comes in; null for none
) STRICT;
CREATE INDEX verdict_wakes ON verdict (wakes) WHERE wakes IS NOT NULL;
CREATE INDEX verdict_superseded ON verdict (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE TABLE offer (                  -- what may bear on a promise: figures, events, statements, other promises
    key TEXT NOT NULL,
    kind TEXT NOT NULL,               -- series, event, statement, promise
    item TEXT NOT NULL,               -- id of the series, record or promise
    report TEXT NOT NULL,             -- of the record; '' for a series or promise
    PRIMARY KEY (key, kind, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_item ON offer (item);
CREATE INDEX offer_report ON offer (report);

CREATE TABLE beside (                 -- what reports tell beside a promise that many tell alike, and that may decide it
    bundle TEXT NOT NULL,
    says TEXT NOT NULL,               -- the same for what is told alike
    day TEXT NOT NULL,                -- of the report, '' where it has none
    telling TEXT NOT NULL,            -- the report's commitment of that bundle
    report TEXT NOT NULL,
    PRIMARY KEY (bundle, says, day, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX beside_report ON beside (report);

CREATE TABLE want (                   -- what a promise is judged by
    key TEXT NOT NULL,
    promise TEXT NOT NULL,
    PRIMARY KEY (key, promise)
) STRICT, WITHOUT ROWID;
CREATE INDEX want_promise ON want (promise);

CREATE TABLE text_band (              -- strings that two nearly equal texts share
    band TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (band, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_band_report ON text_band (report);

CREATE TABLE copy (                   -- reports that are one text, as sent by an agency and printed by several
    report TEXT PRIMARY KEY,
    source TEXT NOT NULL              -- the first of them by date; a report without copies is not listed
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_source ON copy (source);

-- Filing: in which lists everything stands, and narrow sums, so that no page looks through all records of a kind. Its version
-- is kept apart in `state` ('filed'): a ledger that has only this part by older rules gets only this part anew.

CREATE TABLE occurrence_told (        -- an occurrence's tellings in sum
    occurrence TEXT PRIMARY KEY REFERENCES occurrence (id),
    fullest TEXT NOT NULL,            -- id of the event record that tells most
    tellings INTEGER NOT NULL,        -- event records
    reports INTEGER NOT NULL,         -- reports that these are from
    disputed INTEGER NOT NULL         -- 0, 1: two tellings cannot both be right
) STRICT, WITHOUT ROWID;

CREATE TABLE promise_told (           -- a promise's tellings in sum
    promise TEXT PRIMARY KEY REFERENCES promise (id),
    title TEXT NOT NULL,              -- "two-way trade: 10 bn USD by 2020"
    first TEXT NOT NULL,              -- id of the oldest report's commitment record
    newest TEXT NOT NULL,             -- id of the newest report's
    tellings INTEGER NOT NULL         -- commitment records
) STRICT, WITHOUT ROWID;

CREATE TABLE series_told (            -- a series' points in sum
    series TEXT PRIMARY KEY REFERENCES series (id),
    points INTEGER NOT NULL,
    first_year INTEGER,               -- of its oldest and its newest dated point; null where none is dated
    last_year INTEGER,
    newest TEXT NOT NULL,             -- id of the figure of the latest period that is neither forecast nor suspect, if any
    conflicts INTEGER NOT NULL        -- rows of series_conflict
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_name (             -- under which names an actor that has one is found
    name TEXT NOT NULL,               -- lower case, without accents and punctuation
    actor TEXT NOT NULL,
    PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name_actor ON actor_name (actor);

CREATE INDEX office_seen_sum ON office_seen (person, office, body, words, ended, begun, first, last);
CREATE INDEX office_seen_body ON office_seen (body, person);

CREATE TABLE filing_scope (           -- whom a list is of; the number is this file's own and means nothing
    id INTEGER PRIMARY KEY,
    a TEXT NOT NULL,                  -- actor id; '' for everything
    b TEXT NOT NULL,                  -- the second of two countries or bodies, a < b; '' for one actor or everything
    UNIQUE (a, b)
) STRICT;

CREATE TABLE filing_heading (         -- what a list is under: `kind` and '' for all of a kind, else a word and a value
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,               -- occurrence, statement, figure, series, promise, decision, tenure, thing, report
    word TEXT NOT NULL,               -- type, sector, speaker …
    value TEXT NOT NULL,              -- '' for the word with any value
    facet INTEGER,                    -- the heading of the same kind and word without a value; null for such a one itself
    UNIQUE (kind, word, value)
) STRICT;

CREATE TABLE filing_item (            -- what is filed: it stands in each list of one of its scopes and one of its headings
    id INTEGER PRIMARY KEY,           -- from its origin's id and its place there; what lists of one day sort by
    item TEXT NOT NULL,               -- its id as shown to users
    origin TEXT NOT NULL,             -- the report it is from; of what several reports tell its own id
    day INTEGER NOT NULL,             -- what lists sort by, as 20180323; 0 for no day
    last INTEGER NOT NULL,            -- the last day of its span where that is another one, else 0
    scopes TEXT NOT NULL,             -- JSON: ids of filing_scope
    headings TEXT NOT NULL            -- JSON: ids of filing_heading
) STRICT;
CREATE INDEX filing_item_origin ON filing_item (origin);

CREATE TABLE filing (                 -- the lists
    scope INTEGER NOT NULL,
    facet INTEGER NOT NULL,           -- of the heading; its own number where it has no value
    heading INTEGER NOT NULL,
    day INTEGER NOT NULL,
    item INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (scope, facet, heading, day, item)
) STRICT, WITHOUT ROWID;

CREATE VIEW filed AS                  -- the lists in words
    SELECT s.a, s.b, h.kind, CASE h.word WHEN '' THEN '' ELSE h.word || ':' || h.value END AS under, f.day, i.item,
        CASE f.last WHEN 0 THEN f.day ELSE f.last END AS last, i.origin
    FROM filing f JOIN filing_scope s ON s.id = f.scope JOIN filing_heading h ON h.id = f.heading
    JOIN filing_item i ON i.id = f.item;
