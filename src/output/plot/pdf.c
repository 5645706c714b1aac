/* pdf.c -- a PDF of gnuplot's without the time of day.
 *
 * Since 1.18, cairo packs the date with other objects (ISO 32000, 7.5.7) and
 * packs the table of objects too. Such a PDF is written once more, with each
 * object for itself and a plain table: packed, the same objects with another
 * date may have another length. */
#include "output/plot/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/plot/inflate.h"

enum { MOST_OBJECTS = 100000 };

struct pdf_copy {
    const char *from, *end; /* NUL is behind the end */
    struct text text;
    size_t *places; /* of the objects, by number; 0: there is none */
    long count;
    long length; /* the object with the length of what was packed, or 0 */
};

/* Behind the next such word; NULL where there is none, or `from` is NULL. */
static const char *
behind(const char *from, const char *end, const char *word)
{
    size_t length = strlen(word);

    while (from && (size_t)(end - from) >= length) {
        if (memcmp(from, word, length) == 0)
            return from + length;
        from = memchr(from + 1, *word, (size_t)(end - from) - 1);
    }
    return NULL;
}

/* The number behind a word; -1 where there is none. */
static long
number_behind(const char *from, const char *end, const char *word)
{
    const char *place = behind(from, end, word);

    return place ? strtol(place, NULL, 10) : -1;
}

static bool
add_object(struct pdf_copy *copy, long number, const char *body, size_t length)
{
    if (number <= 0 || number >= copy->count)
        return false;
    copy->places[number] = copy->text.used;
    text_format(&copy->text, "%ld 0 obj\n", number);
    text_add(&copy->text, body, length);
    return true;
}

/* "NUMBER OFFSET" of each, then the objects. */
static bool
add_packed(struct pdf_copy *copy, const char *header, const char *stream,
           const char *end)
{
    struct text text = {.arena = copy->text.arena};
    long count = number_behind(header, stream, "/N ");
    long first = number_behind(header, stream, "/First "), left;
    const char *pair;

    if (!inflate(&text, stream, (size_t)(end - stream)))
        return false;
    left = (long)text.used - first;
    if (!text_end(&text) || first < 0 || left < 0)
        return false;
    pair = text.bytes;
    for (long i = 0; i < count; i++) {
        long number, offset, stop = left;
        int length;

        if (sscanf(pair, "%ld %ld%n", &number, &offset, &length) != 2)
            return false;
        pair += length;
        if (i + 1 < count && sscanf(pair, "%*d %ld", &stop) != 1)
            return false;
        if (offset < 0 || offset > stop || stop > left ||
            !add_object(copy, number, text.bytes + first + offset,
                        (size_t)(stop - offset)))
            return false;
        text_string(&copy->text, "\nendobj\n");
    }
    return true;
}

/* The object that a stream has as its length; 0: it has a number. */
static long
length_object(const char *header, const char *end)
{
    const char *place = behind(header, end, "/Length ");
    long number;
    int used = 0;

    if (!place || sscanf(place, "%ld 0 R%n", &number, &used) != 1 || used == 0)
        return 0;
    return number;
}

/* An object as it is, or those that it packs, and moves on behind it. */
static bool
copy_object(struct pdf_copy *copy)
{
    static const char last[] = "endobj\n";
    long number = strtol(copy->from, NULL, 10);
    const char *body = behind(copy->from, copy->end, " obj\n");
    const char *stop = behind(body, copy->end, last);
    const char *stream = stop ? behind(body, stop, "stream\n") : NULL;
    const char *header_end = stream ? stream : stop;

    if (stream)
        stop =
            behind(behind(stream, copy->end, "\nendstream\n"), copy->end, last);
    if (!stop)
        return false;
    copy->from = stop;
    if (behind(body, header_end, "/Type /XRef"))
        return true;
    if (behind(body, header_end, "/Type /ObjStm")) {
        copy->length = length_object(body, header_end);
        return stream && add_packed(copy, body, stream, stop);
    }
    if (copy->length > 0 && number == copy->length)
        return true;
    return add_object(copy, number, body, (size_t)(stop - body));
}

static void
add_table(struct pdf_copy *copy, long root, long info)
{
    struct text *text = &copy->text;
    size_t place = text->used;

    text_format(text, "xref\n0 %ld\n", copy->count);
    for (long i = 0; i < copy->count; i++)
        text_format(text, "%010zu %s\n", copy->places[i],
                    copy->places[i] > 0 ? "00000 n " : "65535 f ");
    text_format(text,
                "trailer\n<< /Size %ld\n   /Root %ld 0 R\n"
                "   /Info %ld 0 R\n>>\nstartxref\n%zu\n%%%%EOF\n",
                copy->count, root, info, place);
}

/* Writes the PDF once more, with each object for itself; a PDF of another
 * structure than cairo's stays as it is. */
static void
unpack(struct text *pdf)
{
    const char *start = pdf->bytes, *end = start + pdf->used;
    const char *table = behind(start, end, "/Type /XRef");
    struct pdf_copy copy = {.text = {.arena = pdf->arena}, .end = end};

    /* Below the version is a line of bytes that are no text. */
    copy.from = behind(behind(start, end, "\n%"), end, "\n");
    copy.count = number_behind(table, end, "/Size ");
    if (!copy.from || copy.count <= 0 || copy.count > MOST_OBJECTS)
        return;
    copy.places =
        arena_alloc(pdf->arena, (size_t)copy.count, sizeof *copy.places);
    pdf->failed = !copy.places;
    if (pdf->failed)
        return;
    text_add(&copy.text, start, (size_t)(copy.from - start));
    while (*copy.from >= '0' && *copy.from <= '9')
        if (!copy_object(&copy))
            return;
    add_table(&copy, number_behind(table, end, "/Root "),
              number_behind(table, end, "/Info "));
    *pdf = copy.text;
}

bool
pdf_forget_date(struct text *pdf)
{
    static const char date[] = "19700101000000";
    const char *place;

    if (!text_end(pdf))
        return false;
    if (behind(pdf->bytes, pdf->bytes + pdf->used, "/Type /ObjStm"))
        unpack(pdf);
    place = behind(pdf->bytes, pdf->bytes + pdf->used, "/CreationDate (D:");
    if (place && pdf->bytes + pdf->used - place > (ptrdiff_t)strlen(date))
        memcpy(pdf->bytes + (place - pdf->bytes), date, strlen(date));
    return !pdf->failed;
}
