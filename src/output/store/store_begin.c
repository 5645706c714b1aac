/* store_begin.c -- begins a database, or goes on with one. */
#include <signal.h>
#include <string.h>

#include "output/store/store_shared.h"

/* A name as SQL has it. */
static void
add_name(struct text *text, const char *name)
{
    text_string(text, "\"");
    for (; *name; name++)
        text_add(text, *name == '"' ? "\"\"" : name, 1 + (*name == '"'));
    text_string(text, "\"");
}

/* Executes a text, which fails with its memory. */
static bool
execute_text(const struct store *store, struct text *text, struct error *error)
{
    return text_end(text) ? store_execute(store, text->bytes, error)
                          : error_memory(error);
}

static bool
make_tables(const struct store *store, const struct fact *facts, size_t count,
            struct error *error)
{
    const struct frame *frame = store->frame;
    struct text text = {.arena = store->arena};
    sqlite3_stmt *insert;
    bool done = true;

    text_string(&text, "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);"
                       "CREATE TABLE runs (");
    for (size_t i = 0; i < frame->count; i++) {
        text_string(&text, i ? ", " : "");
        add_name(&text, frame->names[i]);
        text_string(&text, i == 0             ? " INTEGER PRIMARY KEY"
                           : frame->labels[i] ? " TEXT"
                                              : "");
    }
    text_string(&text, ")");
    if (store->curves)
        text_string(&text, ";CREATE TABLE rows (run INTEGER, step INTEGER, lr, "
                           "loss, PRIMARY KEY (run, step)) WITHOUT ROWID");
    if (!execute_text(store, &text, error) ||
        !store_prepare(store, "INSERT INTO meta VALUES (?, ?)", &insert,
                       STATUS_OUTPUT, error))
        return false;
    for (size_t i = 0; done && i < count; i++) {
        sqlite3_bind_text(insert, 1, facts[i].name, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, facts[i].text, -1, SQLITE_STATIC);
        done = sqlite3_step(insert) == SQLITE_DONE ||
               store_failed(store, STATUS_OUTPUT, error);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return done;
}

/* The first lines in which two texts differ, without their indents. */
static void
find_difference(const char *a, const char *b, char *lines[2],
                struct arena *arena)
{
    const char *texts[2] = {a, b};

    while (*a && *a == *b) {
        if (*a == '\n') {
            texts[0] = a + 1;
            texts[1] = b + 1;
        }
        a++;
        b++;
    }
    for (int i = 0; i < 2; i++) {
        const char *start = texts[i] + strspn(texts[i], " ");

        lines[i] = arena_copy(arena, start, strcspn(start, "\n"));
    }
}

/* Whether it was begun with these facts. */
static bool
compare_facts(const struct store *store, const struct fact *facts, size_t count,
              struct error *error)
{
    for (size_t i = 0; i < count; i++, facts++) {
        const char *text;
        char *lines[2];

        if (!store_look_up(store, facts->name, &text, STATUS_OUTPUT, error))
            return false;
        if (!text)
            return store_is_foreign(store, STATUS_OUTPUT, error);
        if (strcmp(text, facts->text) == 0)
            continue;
        find_difference(text, facts->text, lines, store->arena);
        if (!lines[0] || !lines[1])
            return error_memory(error);
        return error_named(error, STATUS_OUTPUT, store->path,
                           "holds another sweep: its %s is '%s', and here "
                           "'%s'",
                           facts->name,
                           *lines[0] ? quote(lines[0]).text : "none",
                           *lines[1] ? quote(lines[1]).text : "none");
    }
    return true;
}

static bool
prepare_insert(struct store *store, struct error *error)
{
    struct text text = {.arena = store->arena};
    sqlite3_stmt *statement;

    text_string(&text, "INSERT INTO runs VALUES (?");
    for (size_t i = 1; i < store->frame->count; i++)
        text_string(&text, ",?");
    text_string(&text, ")");
    if (!text_end(&text))
        return error_memory(error);
    if (!store_prepare(store, text.bytes, &statement, STATUS_OUTPUT, error))
        return false;
    store->statement = statement;
    if (store->curves &&
        !store_prepare(store, "INSERT INTO rows VALUES (?,?,?,?)", &statement,
                       STATUS_OUTPUT, error))
        return false;
    store->curve = store->curves ? statement : NULL;
    return true;
}

bool
store_begin(struct store *store, const struct frame *frame,
            const struct fact *facts, size_t count, bool resume,
            struct error *error)
{
    uint64_t tables;

    store->frame = frame;
    /* A file that grows too large is an error like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    /* Nothing of it is changed before it is known to be the right one. */
    return store_lock(store, resume, error) &&
           store_query(store, "SELECT count(*) FROM sqlite_schema", &tables,
                       error) &&
           (tables == 0 || compare_facts(store, facts, count, error)) &&
           store_execute(store,
                         "COMMIT;"
                         "PRAGMA journal_mode = WAL;"
                         "PRAGMA synchronous = NORMAL;"
                         "BEGIN IMMEDIATE",
                         error) &&
           (tables > 0 || make_tables(store, facts, count, error)) &&
           store_execute(store, "COMMIT", error) &&
           prepare_insert(store, error) &&
           store_query(store, "SELECT count(*) FROM runs", &store->runs, error);
}
