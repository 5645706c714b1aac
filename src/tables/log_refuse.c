/* log_refuse.c -- compressed, pickled and binary files, and programs. */
#include "tables/log_refuse.h"

#include <string.h>

struct refused {
    const char *bytes; /* at the beginning */
    size_t length;
    const char *message; /* %s: the file */
};

static const struct refused kinds[] = {
    {"\x1F\x8B", 2, "must be text, not gzip: gunzip -k '%s'"},
    {"\x28\xB5\x2F\xFD", 4, "must be text, not zstd: unzstd '%s'"},
    {"\xFD"
     "7zXZ",
     5, "must be text, not xz: unxz -k '%s'"},
    {"BZh", 3, "must be text, not bzip2: bunzip2 -k '%s'"},
    {"PK\x03\x04", 4,
     "must be text, not a zip archive or a pickle of PyTorch: the log is "
     "trainer_state.json beside it, or unzip '%s'"},
    {"\x80\x02", 2,
     "must be text, not a pickle, which runs code: write it as JSON or CSV "
     "from Python"},
    {"\x80\x03", 2,
     "must be text, not a pickle, which runs code: write it as JSON or CSV "
     "from Python"},
    {"\x80\x04", 2,
     "must be text, not a pickle, which runs code: write it as JSON or CSV "
     "from Python"},
    {"\x89HDF", 4, "must be text, not HDF5: write it as CSV from Python"},
    {":W&B", 4,
     "must be text, not W&B's own file: export the run as CSV, or "
     "run.history().to_csv() in Python"},
};

/* TensorBoard's records: a length of 8 bytes, then a sum of 4, then an event
 * with the version of the file. */
static bool
is_event_file(const struct log_head *head)
{
    static const char version[] = "brain.Event:";
    const char *at = head->bytes;

    for (size_t i = 12; i + sizeof version < head->length && i < 64; i++)
        if (memcmp(at + i, version, sizeof version - 1) == 0)
            return true;
    return false;
}

/* Whether some line begins as only Python's do. */
static bool
is_python(const struct log_head *head)
{
    static const char *const words[] = {"import ", "from ", "def ", "class ",
                                        "_base_ = "};

    for (const char *at = head->bytes; *at;) {
        size_t line = strcspn(at, "\n");

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strncmp(at, words[i], strlen(words[i])) == 0 &&
                !memchr(at, '|', line))
                return true;
        if (memchr(at, '=', line) && strstr(at, "= dict(") &&
            strstr(at, "= dict(") < at + line)
            return true;
        at += line + (at[line] == '\n');
    }
    return false;
}

/* The message with the name of the file in it. */
static bool
refuse(const struct refused *kind, const char *name, struct error *error)
{
    const char *at = strstr(kind->message, "%s");
    struct quoted file = quote(name);

    if (!at)
        return error_named(error, STATUS_WRONG, name, "%s", kind->message);
    return error_named(error, STATUS_WRONG, name, "%.*s%s%s",
                       (int)(at - kind->message), kind->message, file.text,
                       at + 2);
}

bool
log_refused(const struct log_head *head, const char *name, struct error *error)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (head->length >= kinds[i].length &&
            memcmp(head->bytes, kinds[i].bytes, kinds[i].length) == 0)
            return !refuse(&kinds[i], name, error);
    return is_event_file(head) &&
           !error_named(error, STATUS_WRONG, name,
                        "must be text, not TensorBoard's own file: download "
                        "the curve as CSV from TensorBoard");
}

bool
log_refused_program(const struct log_head *head, const char *name,
                    struct error *error)
{
    return is_python(head) &&
           !error_named(error, STATUS_WRONG, name,
                        "must be a log, not a program in Python: give its "
                        "schedule as it is called, such as "
                        "'CosineAnnealingLR(optimizer, T_max=900)', or its "
                        "configuration as JSON or YAML");
}
