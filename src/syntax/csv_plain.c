/* csv_plain.c -- the fast path for the usual record, a line of numbers: it is
 * split in place, in one pass.  Everything else is left to csv_record.c. */
#include "syntax/csv.h"

void
csv_plain_begin(struct csv *csv)
{
    /* A NUL follows the bytes of the buffer; multi-byte characters would make
     * columns differ from bytes. */
    for (size_t c = 0; c < 256; c++)
        csv->special[c] = c >= 0x80;
    csv->special[(unsigned char)csv->delimiter] = true;
    csv->special['\0'] = csv->special['"'] = true;
    csv->special['\r'] = csv->special['\n'] = true;
}

/* The end of the field that begins at `at`; NULL if it is not a plain one. */
static char *
end_of(const struct csv *csv, char *at, bool last)
{
    while (!csv->special[(unsigned char)*at])
        at++;
    if (!last)
        return *at == csv->delimiter ? at : NULL;
    return *at == '\n' || (*at == '\r' && at[1] == '\n') ? at : NULL;
}

bool
csv_plain(struct csv *csv)
{
    char *start = csv->buffer + csv->at, *at = start, *end = start;

    if (csv->comments && *at == '#')
        return false;
    for (size_t i = 0; i < csv->count; i++) {
        end = end_of(csv, at, i + 1 == csv->count);
        if (!end)
            return false;
        csv->fields[i] = (struct csv_field){at, (size_t)(end - at), csv->line,
                                            (size_t)(at - start) + 1};
        at = end + 1;
    }
    if ((size_t)(at - start) > csv->limit)
        return false;
    at += *end == '\r';
    for (size_t i = 0; i < csv->count; i++)
        start[csv->fields[i].column - 1 + csv->fields[i].length] = '\0';
    csv->at = (size_t)(at - csv->buffer);
    csv->line++;
    return true;
}
