/* log_pairs.c -- the one scanner of console text: Megatron, torchtune, mlx,
 * nanoGPT, PyTorch's ImageNet script, mmengine, fairseq and their like.
 *
 *  iteration   100/ 2000 | learning rate: 1.5E-04 | lm loss: 2.733700E+00 |
 *  Iter 10: Train loss 3.7609, Learning Rate 1.800e-06, It/sec 2.512
 *  Epoch(train)  [1][ 50/7330]  lr: 4.0000e-08  loss: 3.5 */
#include "tables/log_pairs.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *
skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

static bool
is_digit(char byte)
{
    return isdigit((unsigned char)byte) != 0;
}

static bool
is_letter(char byte)
{
    return isalpha((unsigned char)byte) || byte == '_';
}

/* The end of the number at `at`: `at` itself where there is none. */
static const char *
number_end(const char *at)
{
    const char *start = at, *digits;

    at += *at == '-' || *at == '+';
    if (strncasecmp(at, "nan", 3) == 0 || strncasecmp(at, "inf", 3) == 0)
        return at[3] && !strchr(",|;)]\t\r\n", at[3]) ? start : at + 3;
    digits = at;
    at += strspn(at, "0123456789");
    /* 12,345 */
    while (at > digits && *at == ',' && at - digits <= 3 && is_digit(at[1]) &&
           is_digit(at[2]) && is_digit(at[3]) && !is_digit(at[4]))
        at += 4;
    at += *at == '.';
    at += strspn(at, "0123456789");
    if (at == digits || (at == digits + 1 && *digits == '.'))
        return start;
    if (*at == 'e' || *at == 'E') {
        const char *exponent = at + 1 + (at[1] == '-' || at[1] == '+');

        if (is_digit(*exponent))
            at = exponent + strspn(exponent, "0123456789");
    }
    return at;
}

/* Whether what follows a number leaves it one: not 12:30, 2024-01 or 1.2.3. */
static bool
ends_number(const char *end)
{
    if (*end == ':' || *end == '-' || *end == '.')
        return !is_digit(end[1]);
    return *end != '@' && *end != '_';
}

/* Passes what stands between a name and its number; NULL where it is not that.
 * A bracket may open: "lr=[1e-05]". */
static const char *
pass_link(const char *at)
{
    const char *start = at;

    at = skip_blanks(at);
    at += *at == ':' || *at == '=';
    at = skip_blanks(at);
    at += *at == '[';
    return at > start ? skip_blanks(at) : NULL;
}

/* The number after a slash: "100/ 2000"; NULL: there is none. */
static const char *
find_total(const char *end)
{
    end = skip_blanks(end);
    if (*end != '/')
        return NULL;
    end = skip_blanks(end + 1);
    return is_digit(*end) ? end : NULL;
}

/* What follows the number of an epoch where it is that of a step within:
 * "[1][ 50/7330]", "0 [  50/1251 (4%)]", "001:  100 / 5000"; NULL if not. */
static const char *
find_inner(const char *end)
{
    const char *inner = end;

    inner += *inner == ']' || *inner == ':';
    inner = skip_blanks(inner);
    inner += *inner == '[';
    inner = skip_blanks(inner);
    end = inner + strspn(inner, "0123456789");
    return end > inner && find_total(end) ? inner : NULL;
}

/* Reads the number behind a name; *next is where the line goes on. */
static bool
read_value(const char *at, struct log_pair *pair, const char **next)
{
    const char *end = number_end(at), *inner;

    if (end == at || !ends_number(end))
        return false;
    inner = find_inner(end);
    pair->outer = inner ? at : NULL;
    pair->value = inner ? inner : at;
    if (inner)
        end = inner + strspn(inner, "0123456789");
    pair->value_length = (size_t)(end - pair->value);
    pair->total = find_total(end);
    /* A unit is no part of the next name. */
    *next = end + strspn(end, "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ%");
    if (pair->total)
        *next = pair->total + strspn(pair->total, "0123456789");
    return true;
}

/* Whether a name may go on with this byte, before a blank or behind. */
static bool
is_of_name(char byte)
{
    return is_letter(byte) || is_digit(byte) ||
           (byte && strchr("@./()-%#", byte));
}

/* The name that ends before `end` and begins not before `start`: words between
 * single blanks. */
static const char *
name_start(const char *start, const char *end)
{
    const char *at = end;

    while (at > start) {
        if (is_of_name(at[-1]))
            at--;
        else if (at[-1] == ' ' && at - 1 > start && is_of_name(at[-2]) &&
                 !(at[-2] == '-' && at - 2 > start && at[-3] == ' '))
            at--;
        else
            break;
    }
    while (at < end && !is_letter(*at))
        at++;
    return at;
}

bool
log_pair_next(const char **from, struct log_pair *pair)
{
    const char *start = *from;

    for (const char *at = start; *at && *at != '\n'; at++) {
        const char *value, *next, *name;

        /* The end of a word. */
        if (!is_of_name(*at) || is_of_name(at[1]))
            continue;
        value = pass_link(at + 1);
        if (!value || !read_value(value, pair, &next))
            continue;
        name = name_start(start, at + 1);
        if (name > at) {
            start = next;
            at = next - 1;
            continue;
        }
        pair->name = name;
        pair->name_length = (size_t)(at + 1 - name);
        *from = next;
        return true;
    }
    return false;
}
