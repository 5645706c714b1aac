/* output.h -- rows -> csv, json, tables, pictures. */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include "output/stream.h"

/* One line a format, in the order in which they are listed. */
#define FORMATS(X)                                                             \
    X(csv)                                                                     \
    X(tsv)                                                                     \
    X(jsonl)                                                                   \
    X(json)                                                                    \
    X(md)                                                                      \
    X(txt)                                                                     \
    X(gp)                                                                      \
    X(png)                                                                     \
    X(svg)                                                                     \
    X(pdf)

/* What all rows have in common. */
struct frame {
    const char *title; /* NULL: none */
    size_t count;
    const char *const *names; /* of the columns; the first is "step" */
    bool header;              /* tables begin with the names */
    /* Of a text plot, in characters; 0: as the format likes. */
    size_t width, height;
    bool colour, unicode; /* what a text plot may use */
};

struct output {
    const struct format *format;
    const struct frame *frame;
    struct arena *arena;
    size_t rows;         /* written so far */
    void *state;         /* the format's own, from its begin */
    struct error *error; /* where finish may leave one */
    struct stream *stream;
};

struct format {
    const char *name;    /* its word for --format, and the file's ending */
    const char *meaning; /* one line for `list formats` */
    bool picture;        /* draws curves, against step, of its columns */
    bool (*begin)(struct output *output); /* all false: see error */
    void (*row)(struct output *output, const double *values);
    bool (*end)(struct output *output);
};

/* All formats; the last is NULL. */
extern const struct format *const formats[];

/* The format with this name, or with this file's ending; NULL. */
const struct format *format_find(const char *name);
const struct format *format_of_file(const char *path);

/* Begins to write rows with this frame to an open stream. */
bool output_begin(struct output *output, const struct format *format,
                  const struct frame *frame, struct stream *stream,
                  struct arena *arena, struct error *error);

/* One row, in the order of the frame's names. */
void output_row(struct output *output, const double *values);

/* Writes what comes after the rows (of a picture: all of it). */
bool output_end(struct output *output);

#endif
