/* gif_test.c -- what an animation shows is what its pictures show. */
#include "output/plot/gif.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *gif_suite(void);

enum { WIDTH = 90, HEIGHT = 70, SIZE = WIDTH * HEIGHT };

static struct arena arena;

static void
teardown(void)
{
    arena_free(&arena);
}

/* A picture in which every row has another filter, and few colours. */
static void
colour_of(size_t x, size_t y, unsigned frame, unsigned char rgb[3])
{
    unsigned at = (unsigned)(x * 7 + y * y + x * y / 3);

    /* The second frame differs in a corner only. */
    if (frame == 1 && x > 80 && y > 60)
        at++;
    rgb[0] = (unsigned char)(at % 4 * 80);
    rgb[1] = (unsigned char)(at / 4 % 4 * 80);
    rgb[2] = (unsigned char)(at / 16 % 4 * 80);
}

static void
add_integer(struct text *text, size_t value)
{
    const char bytes[] = {(char)(value >> 24), (char)(value >> 16),
                          (char)(value >> 8), (char)value};

    text_add(text, bytes, sizeof bytes);
}

static void
add_chunk(struct text *png, const char *kind, const struct text *data)
{
    add_integer(png, data->used);
    text_string(png, kind);
    text_add(png, data->bytes, data->used);
    add_integer(png, 0); /* checksums are not compared */
}

/* The value that a filter takes from a byte, as the standard has it. */
static int
predicted(int filter, int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

    return filter == 0            ? 0
           : filter == 1          ? a
           : filter == 2          ? b
           : filter == 3          ? (a + b) / 2
           : pa <= pb && pa <= pc ? a
           : pb <= pc             ? b
                                  : c;
}

static void
add_rows(struct text *rows, unsigned frame)
{
    unsigned char above[3 * WIDTH] = {0}, row[3 * WIDTH];

    for (size_t y = 0; y < HEIGHT; y++) {
        char filtered[1 + 3 * WIDTH] = {(char)(y % 5)};

        for (size_t x = 0; x < WIDTH; x++)
            colour_of(x, y, frame, row + 3 * x);
        for (size_t i = 0; i < sizeof row; i++) {
            int a = i < 3 ? 0 : row[i - 3], c = i < 3 ? 0 : above[i - 3];

            filtered[1 + i] =
                (char)(row[i] - predicted((int)(y % 5), a, above[i], c));
        }
        text_add(rows, filtered, sizeof filtered);
        memcpy(above, row, sizeof above);
    }
}

/* Packed in one stored block. */
static void
add_png(struct text *png, unsigned frame)
{
    struct text rows = {.arena = &arena}, head = rows, packed = rows;
    struct text nothing = rows;

    add_rows(&rows, frame);
    text_add(png, "\x89PNG\r\n\x1A\n", 8);
    add_integer(&head, WIDTH);
    add_integer(&head, HEIGHT);
    text_add(&head, "\x08\x02\0\0\0", 5);
    text_add(&packed, "\x78\x01\x01", 3);
    text_add(&packed,
             (const char[]){(char)rows.used, (char)(rows.used >> 8),
                            (char)~rows.used, (char)(~rows.used >> 8)},
             4);
    text_add(&packed, rows.bytes, rows.used);
    add_integer(&packed, 0);
    text_string(&nothing, "");
    add_chunk(png, "IHDR", &head);
    add_chunk(png, "IDAT", &packed);
    add_chunk(png, "IEND", &nothing);
}

/* Unpacks the blocks at `from` into pixels; returns what is behind them. */
static const unsigned char *
unpack(const unsigned char *from, unsigned char *pixels, size_t room)
{
    enum { CODES = 4096, CLEAR = 256, END = 257 };
    static unsigned short prefix[CODES];
    static unsigned char last[CODES], string[CODES + 1];
    unsigned long pending = 0;
    unsigned have = 0, bits = 9, codes = END + 1, block = 0;
    size_t count = 0, old = CLEAR;

    ck_assert_uint_eq(*from++, 8);
    for (;;) {
        size_t code, at, length = 0;

        while (have < bits) {
            if (block == 0)
                block = *from++;
            ck_assert_uint_gt(block, 0);
            pending |= (unsigned long)*from++ << have;
            have += 8;
            block--;
        }
        code = pending & ((1u << bits) - 1);
        pending >>= bits;
        have -= bits;
        if (code == END)
            break;
        if (code == CLEAR) {
            codes = END + 1;
            bits = 9;
            old = CLEAR;
            continue;
        }
        ck_assert_uint_le(code, codes);
        if (old != CLEAR && codes < CODES) {
            prefix[codes] = (unsigned short)old;
            for (at = code == codes ? old : code; at > END;)
                at = prefix[at];
            last[codes++] = (unsigned char)at;
        }
        for (at = code; at > END; at = prefix[at])
            string[length++] = last[at];
        string[length++] = (unsigned char)at;
        if (codes == 1u << bits && bits < 12)
            bits++;
        ck_assert_uint_le(count + length, room);
        while (length > 0)
            pixels[count++] = string[--length];
        old = code;
    }
    ck_assert_uint_eq(count, room);
    ck_assert_uint_eq(block, 0);
    ck_assert_uint_eq(*from, 0);
    return from + 1;
}

static size_t
short_at(const unsigned char *bytes)
{
    return bytes[0] | (size_t)bytes[1] << 8;
}

START_TEST(frames_show_what_the_pictures_show)
{
    static const size_t widths[] = {WIDTH, 9}, heights[] = {HEIGHT, 9};
    const struct gif_times times = {.each = 7, .last = 200};
    struct text pngs = {.arena = &arena}, gif = {.arena = &arena};
    unsigned char pixels[SIZE], screen[SIZE];
    const unsigned char *colours, *at;

    add_png(&pngs, 0);
    add_png(&pngs, 1);
    ck_assert(gif_write(&gif, &pngs, &times, &arena));
    ck_assert_int_eq(memcmp(gif.bytes, "GIF89a", 6), 0);
    at = (const unsigned char *)gif.bytes + 6;
    ck_assert_uint_eq(short_at(at), WIDTH);
    ck_assert_uint_eq(short_at(at + 2), HEIGHT);
    colours = at + 7;
    at = colours + 768 + 19;
    for (unsigned frame = 0; frame < 2; frame++) {
        size_t left, top, wide, high;

        ck_assert_int_eq(memcmp(at, "\x21\xF9\x04\x05", 4), 0);
        ck_assert_uint_eq(short_at(at + 4), frame ? 200 : 7);
        at += 8;
        ck_assert_uint_eq(*at, 0x2C);
        left = short_at(at + 1);
        top = short_at(at + 3);
        wide = short_at(at + 5);
        high = short_at(at + 7);
        ck_assert_uint_eq(wide, widths[frame]);
        ck_assert_uint_eq(high, heights[frame]);
        at = unpack(at + 10, pixels, wide * high);
        for (size_t i = 0; i < wide * high; i++)
            if (pixels[i] != 255)
                screen[(top + i / wide) * WIDTH + left + i % wide] = pixels[i];
        for (size_t i = 0; i < SIZE; i++) {
            unsigned char rgb[3];

            colour_of(i % WIDTH, i / WIDTH, frame, rgb);
            ck_assert_msg(memcmp(rgb, colours + 3 * screen[i], 3) == 0,
                          "frame %u, pixel %zu", frame, i);
        }
    }
    ck_assert_uint_eq(*at, 0x3B);
}
END_TEST

START_TEST(what_is_no_picture_is_none)
{
    const struct gif_times times = {.each = 7, .last = 200};
    struct text pngs = {.arena = &arena}, gif = {.arena = &arena};

    add_png(&pngs, 0);
    for (size_t length = 0; length < pngs.used; length += 97) {
        struct text part = {.bytes = pngs.bytes, .used = length};

        ck_assert_msg(!gif_write(&gif, &part, &times, &arena), "%zu bytes",
                      length);
    }
}
END_TEST

Suite *
gif_suite(void)
{
    Suite *suite = suite_create("gif");
    TCase *tcase = tcase_create("gif");

    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_test(tcase, frames_show_what_the_pictures_show);
    tcase_add_test(tcase, what_is_no_picture_is_none);
    suite_add_tcase(suite, tcase);
    return suite;
}
