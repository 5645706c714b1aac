/* png.c -- the part of PNG (ISO/IEC 15948) that cairo writes. */
#include "output/plot/png.h"

#include <stdlib.h>
#include <string.h>

#include "output/plot/inflate.h"

static const char signature[] = "\x89PNG\r\n\x1A\n";

enum { SIGNATURE = 8, HEADER = 8, CHECKSUM = 4, MOST = 20000 };

static size_t
read_integer(const char *bytes)
{
    size_t value = 0;

    for (int i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

/* The size, and the number of channels; 0: it is of another kind. */
static size_t
read_header(const char *data, size_t length, struct png_image *image)
{
    enum { RGB = 2, RGBA = 6 };

    if (length < 13 || data[8] != 8 || data[12] != 0)
        return 0;
    image->width = read_integer(data);
    image->height = read_integer(data + 4);
    if (image->width == 0 || image->width > MOST || image->height == 0 ||
        image->height > MOST)
        return 0;
    return data[9] == RGB ? 3 : data[9] == RGBA ? 4 : 0;
}

static int
paeth(int left, int up, int corner)
{
    int guess = left + up - corner;
    int a = abs(guess - left), b = abs(guess - up), c = abs(guess - corner);

    return a <= b && a <= c ? left : b <= c ? up : corner;
}

/* Takes the filter off a row, in place; `above` is NULL for the first. */
static bool
unfilter(int filter, unsigned char *row, const unsigned char *above,
         size_t length, size_t channels)
{
    for (size_t i = 0; i < length; i++) {
        int left = i < channels ? 0 : row[i - channels];
        int up = above ? above[i] : 0;
        int corner = i < channels || !above ? 0 : above[i - channels];
        int more = filter == 1   ? left
                   : filter == 2 ? up
                   : filter == 3 ? (left + up) / 2
                   : filter == 4 ? paeth(left, up, corner)
                                 : 0;

        row[i] = (unsigned char)(row[i] + more);
    }
    return filter <= 4;
}

static bool
take_rows(struct png_image *image, struct text *rows, size_t channels,
          struct arena *arena)
{
    size_t length = image->width * channels;
    unsigned char *row = (unsigned char *)rows->bytes, *above = NULL;
    unsigned char *to;

    if (rows->used < (length + 1) * image->height)
        return false;
    image->pixels =
        arena_alloc(arena, image->width * image->height, PNG_CHANNELS);
    to = image->pixels;
    for (size_t y = 0; to && y < image->height; y++, row += length + 1) {
        if (!unfilter(row[0], row + 1, above, length, channels))
            return false;
        above = row + 1;
        for (size_t x = 0; x < image->width; x++, to += PNG_CHANNELS)
            memcpy(to, above + x * channels, PNG_CHANNELS);
    }
    return to != NULL;
}

bool
png_read(const char *bytes, size_t length, struct png_image *image,
         size_t *used, struct arena *arena)
{
    struct text packed = {.arena = arena}, rows = {.arena = arena};
    size_t at = SIGNATURE, channels = 0;

    if (length < SIGNATURE || memcmp(bytes, signature, SIGNATURE) != 0)
        return false;
    while (length - at >= HEADER + CHECKSUM) {
        size_t size = read_integer(bytes + at);
        const char *kind = bytes + at + 4, *data = kind + 4;

        if (size > length - at - HEADER - CHECKSUM)
            return false;
        at += HEADER + size + CHECKSUM;
        if (memcmp(kind, "IHDR", 4) == 0)
            channels = read_header(data, size, image);
        else if (memcmp(kind, "IDAT", 4) == 0)
            text_add(&packed, data, size);
        if (memcmp(kind, "IEND", 4) != 0)
            continue;
        *used = at;
        return channels > 0 && !packed.failed && packed.used > 0 &&
               inflate(&rows, packed.bytes, packed.used) &&
               take_rows(image, &rows, channels, arena);
    }
    return false;
}
