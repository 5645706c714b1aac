/* format.c -- finds formats, and leads rows to them. */
#include "output/format.h"

#include <string.h>
#include <strings.h>

#define DECLARE(name) extern const struct format format_##name;
FORMATS(DECLARE)

#define ENTRY(name) &format_##name,
const struct format *const formats[] = {FORMATS(ENTRY) NULL};

const struct format *
format_find(const char *name)
{
    for (const struct format *const *format = formats; *format; format++)
        if (strcasecmp((*format)->name, name) == 0)
            return *format;
    return NULL;
}

const struct format *
format_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');

    return dot ? format_find(dot + 1) : NULL;
}

bool
output_begin(struct output *output, const struct format *format,
             const struct frame *frame, struct text *text, struct arena *arena,
             struct error *error)
{
    *output = (struct output){.format = format,
                              .frame = frame,
                              .text = text,
                              .arena = arena,
                              .error = error};
    return !format->begin || format->begin(output);
}

void
output_row(struct output *output, const double *values)
{
    output->format->row(output, values);
    output->rows++;
}

bool
output_end(struct output *output)
{
    return !output->format->end || output->format->end(output);
}
