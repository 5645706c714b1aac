/* length.c -- lengths, computed as fractions of integers, so that 7% of 100 is
 * 7. */
#include "spec/length.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "spec/load.h"

/* gcc and clang have it on 64-bit machines; no standard type is as wide. */
__extension__ typedef unsigned __int128 wide;

enum unit { UNIT_STEPS, UNIT_PERCENT, UNIT_EPOCHS };

struct length {
    wide top, bottom; /* below 2^63 */
    bool inexact;     /* they would not be */
    bool by_zero;     /* it is divided by 0 */
    bool plain;       /* one number alone */
    enum unit unit;
};

/* The text that is left. */
struct scan {
    const char *at, *end;
};

static char
peek(const struct scan *scan)
{
    return scan->at < scan->end ? *scan->at : '\0';
}

static void
scale(struct length *length, wide top, wide bottom)
{
    wide a, b;

    length->top *= top;
    length->bottom *= bottom;
    for (a = length->top, b = length->bottom; b > 0;) {
        wide rest = a % b;

        a = b;
        b = rest;
    }
    length->top /= a > 0 ? a : 1;
    length->bottom /= a > 0 ? a : 1;
    if (length->top >> 63 || length->bottom >> 63 || length->bottom == 0)
        *length = (struct length){
            .top = 1, .bottom = 1, .inexact = true, .unit = length->unit};
}

/* Digits, with underscores between them; their number. */
static int
scan_digits(struct scan *scan, uint64_t *digits, bool *inexact)
{
    int count = 0;

    for (; isdigit((unsigned char)peek(scan)); count++) {
        *inexact = *inexact || *digits >= UINT64_MAX / 20;
        *digits = *digits * 10 + (uint64_t)(*scan->at++ - '0');
        if (peek(scan) == '_' && scan->end - scan->at > 1 &&
            isdigit((unsigned char)scan->at[1]))
            scan->at++;
    }
    return count;
}

/* The exponent after digits, if there is one. */
static int
scan_exponent(struct scan *scan)
{
    struct scan ahead = {scan->at + 1, scan->end};
    uint64_t digits = 0;
    bool large = false, negative = peek(&ahead) == '-';

    if (peek(scan) != 'e' && peek(scan) != 'E')
        return 0;
    ahead.at += negative || peek(&ahead) == '+';
    if (scan_digits(&ahead, &digits, &large) == 0)
        return 0;
    *scan = ahead;
    return (negative ? -1 : 1) * (digits > 99 ? 99 : (int)digits);
}

/* Multiplies the length by a decimal number, or divides it; false where there
 * is none. */
static bool
scan_factor(struct scan *scan, struct length *length, bool divide)
{
    uint64_t digits = 0;
    bool inexact = false;
    int count = scan_digits(scan, &digits, &inexact), after = 0, exponent;

    if (peek(scan) == '.') {
        scan->at++;
        after = scan_digits(scan, &digits, &inexact);
    }
    if (count + after == 0)
        return false;
    exponent = scan_exponent(scan) - after;
    length->inexact = length->inexact || inexact;
    scale(length, divide ? 1 : digits, divide ? digits : 1);
    for (; exponent > 0; exponent--)
        scale(length, divide ? 1 : 10, divide ? 10 : 1);
    for (; exponent < 0; exponent++)
        scale(length, divide ? 10 : 1, divide ? 1 : 10);
    length->by_zero = length->by_zero || (divide && digits == 0);
    return true;
}

/* The unit behind a number. */
static bool
scan_unit(struct scan *scan, struct length *length)
{
    size_t left = (size_t)(scan->end - scan->at);

    if (peek(scan) == '%') {
        scan->at++;
        length->unit = UNIT_PERCENT;
    } else if (left >= 2 && !memcmp(scan->at, "ep", 2) &&
               (left == 2 || !isalnum((unsigned char)scan->at[2]))) {
        scan->at += 2;
        length->unit = UNIT_EPOCHS;
    }
    return length->unit != UNIT_STEPS;
}

/* NUMBER ("%" | "ep"), or NUMBER (("*" | "/") NUMBER)*. */
static bool
scan_length(struct scan *scan, struct length *length)
{
    *length = (struct length){.top = 1, .bottom = 1};
    if (!scan_factor(scan, length, false))
        return false;
    if (scan_unit(scan, length))
        return true;
    for (length->plain = true;; length->plain = false) {
        struct scan ahead = *scan;
        bool divide;

        while (isspace((unsigned char)peek(&ahead)))
            ahead.at++;
        divide = peek(&ahead) == '/';
        if (!divide && peek(&ahead) != '*')
            return true;
        ahead.at++;
        while (isspace((unsigned char)peek(&ahead)))
            ahead.at++;
        if (!scan_factor(&ahead, length, divide))
            return true;
        *scan = ahead;
    }
}

size_t
length_size(const char *text, size_t size)
{
    struct scan scan = {text, text + size};
    struct length length;

    return scan_length(&scan, &length) ? (size_t)(scan.at - text) : 0;
}

/* Turns shares and epochs into steps. */
static bool
to_steps(struct loader *loader, struct length *length, const char *text,
         const struct place *place)
{
    const struct span *span = &loader->span;

    if (length->unit == UNIT_EPOCHS && span->epoch == INTEGER_NULL)
        return error_at(loader->error, place,
                        "'%s' needs steps_per_epoch (--steps-per-epoch)", text);
    if (length->unit == UNIT_EPOCHS)
        scale(length, (wide)span->epoch, 1);
    if (length->unit != UNIT_PERCENT)
        return true;
    loader->measured = true;
    if (span->whole == INTEGER_NULL)
        return error_at(loader->error, place,
                        "must be a count of steps, not a share of itself: '%s'",
                        text);
    if (span->whole < 0)
        return error_at(loader->error, place,
                        "'%s' is a share of no steps: what it is a part of "
                        "begins past the end",
                        text);
    scale(length, (wide)span->whole, 100);
    return true;
}

bool
length_read(struct loader *loader, const struct parameter *row,
            const struct tree *value, const struct place *place, double *number)
{
    const char *text = value->text;
    struct scan scan = {text, text + strlen(text)};
    bool real = row->type == PARAMETER_REAL || row->type == PARAMETER_REALS;
    struct length length;

    if (!scan_length(&scan, &length) || length.plain || scan.at < scan.end)
        return false;
    if (!to_steps(loader, &length, quote(text).text, place))
        return false;
    if (length.by_zero)
        return error_at(loader->error, place,
                        "must not be divided by 0, as in '%s'",
                        quote(text).text);
    if (length.inexact)
        return error_at(loader->error, place,
                        "must have fewer digits to be exact, not '%s'",
                        quote(text).text);
    if (!real)
        length.top = (length.top + length.bottom - 1) / length.bottom;
    *number =
        real ? (double)length.top / (double)length.bottom : (double)length.top;
    return true;
}

bool
step_count_read(const struct step_count *count, const struct span *run,
                struct arena *arena, long *steps, struct error *error)
{
    const struct parameter rows[] = {*count->row, END_OF_TABLE};
    struct document document = {.arena = arena, .table = rows};
    struct loader loader = {
        .arena = arena, .document = &document, .error = error, .span = *run};

    return (!count->text || document_put(&document, count->flag, rows->name,
                                         count->text, error)) &&
           load_rows(&loader, rows, steps, document.root, &document.place);
}

struct span
length_part(const struct loader *loader, const struct family *family,
            size_t part)
{
    const struct node *holder = loader->holder;
    struct span span = loader->span;
    long begin, next;

    if (!holder || !family->begin)
        return span;
    begin = family->begin(holder, part);
    next = family->begin(holder, part + 1);
    if (begin == INTEGER_NULL)
        return span;
    span.begin += begin;
    span.left = (next != INTEGER_NULL ? next : span.left) - begin;
    return span;
}

static long
whole_epochs(long steps, long epoch)
{
    return steps > 0 ? (steps - 1) / epoch + 1 : steps;
}

struct span
length_in_epochs(const struct span *span)
{
    long epoch = span->epoch != INTEGER_NULL ? span->epoch : 1;

    return (struct span){.whole = whole_epochs(span->whole, epoch),
                         .left = whole_epochs(span->left, epoch),
                         .begin = whole_epochs(span->begin, epoch),
                         .epoch = 1};
}

bool
length_is_open(const struct parameter *row, const struct tree *object)
{
    const struct tree *value = tree_member(object, row->name);
    const struct tree *instead =
        row->instead ? tree_member(object, row->instead) : NULL;

    return row->count == COUNT_TOTAL &&
           (!value || (tree_is(value, TREE_NULL) && row_interval(row).null)) &&
           (!instead || tree_is(instead, TREE_NULL));
}

bool
length_fill(struct loader *loader, const struct parameter *row, void *owner,
            const struct place *place)
{
    const struct span *span = &loader->span;
    /* A run may have no steps, but no part does. */
    bool none = span->left < 1 && span->begin == 0;
    const struct tree left = {.kind = TREE_NUMBER,
                              .number = none ? 1 : (double)span->left};

    loader->measured = loader->reached = true;
    return left.number >= 1
               ? load_value(loader, row, owner, &left, place)
               : error_at(loader->error, place,
                          "must be given, since no steps are left from step "
                          "%ld on",
                          span->begin);
}

void
length_correct(const struct loader *loader, const struct family *family,
               const struct node *node, const struct tree *object)
{
    const struct parameter *row = node->kind->parameters;

    for (; row && row->name; row++) {
        void *field = (char *)node->self + row->offset;
        double *real = field;
        long *whole = field, end, excess;

        if (!length_is_open(row, object) || !family->end)
            continue;
        end = family->end(node);
        excess = end == INTEGER_NULL ? 0 : end - loader->span.left;
        if (row->type == PARAMETER_REAL && *real - (double)excess >= 1)
            *real -= (double)excess;
        else if (row->type == PARAMETER_INTEGER && *whole - excess >= 1)
            *whole -= excess;
    }
}
