/* gif.c -- GIF89a: of each frame, the part that differs from the one before. */
#include "output/plot/gif.h"

#include <string.h>

#include "output/plot/gif_palette.h"
#include "output/plot/lzw.h"

struct gif_writer {
    struct text *gif;
    struct gif_palette *palette;
    size_t width, height;
    unsigned char *now, *before, *part; /* [height][width] indices */
};

static void
add_byte(struct text *text, unsigned value)
{
    const char byte = (char)value;

    text_add(text, &byte, 1);
}

static void
add_short(struct text *text, size_t value)
{
    add_byte(text, value & 255);
    add_byte(text, value >> 8 & 255);
}

static void
add_head(const struct gif_writer *writer)
{
    /* Repeated without end. */
    static const char loop[] = "\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0";
    enum { PALETTE_OF_256 = 0xF7 };
    struct text *gif = writer->gif;

    text_string(gif, "GIF89a");
    add_short(gif, writer->width);
    add_short(gif, writer->height);
    add_byte(gif, PALETTE_OF_256);
    add_short(gif, 0);
    text_add(gif, (const char *)writer->palette->colours,
             sizeof writer->palette->colours);
    text_add(gif, loop, sizeof loop);
}

/* The rectangle in which pixels differ. */
struct rectangle {
    size_t left, right, top, bottom;
};

static struct rectangle
find_change(const struct gif_writer *writer, bool first)
{
    struct rectangle box = {writer->width, 0, writer->height, 0};

    for (size_t y = 0; y < writer->height; y++)
        for (size_t x = 0; x < writer->width; x++) {
            size_t i = y * writer->width + x;

            if (!first && writer->now[i] == writer->before[i])
                continue;
            box.left = x < box.left ? x : box.left;
            box.right = x + 1 > box.right ? x + 1 : box.right;
            box.top = y < box.top ? y : box.top;
            box.bottom = y + 1;
        }
    /* A frame has a pixel at least. */
    if (box.right == 0)
        box = (struct rectangle){0, 1, 0, 1};
    return box;
}

static void
add_frame(const struct gif_writer *writer, bool first, unsigned delay,
          struct arena *arena)
{
    struct rectangle box = find_change(writer, first);
    struct text *gif = writer->gif;
    size_t count = 0;

    /* What is left stays; the last index is clear. */
    text_add(gif, "\x21\xF9\x04\x05", 4);
    add_short(gif, delay);
    add_byte(gif, PALETTE_COLOURS);
    add_byte(gif, 0);
    add_byte(gif, 0x2C);
    add_short(gif, box.left);
    add_short(gif, box.top);
    add_short(gif, box.right - box.left);
    add_short(gif, box.bottom - box.top);
    add_byte(gif, 0);
    for (size_t y = box.top; y < box.bottom; y++)
        for (size_t x = box.left; x < box.right; x++) {
            size_t i = y * writer->width + x;
            bool same = !first && writer->now[i] == writer->before[i];

            writer->part[count++] =
                same ? (unsigned char)PALETTE_COLOURS : writer->now[i];
        }
    lzw_write(gif, writer->part, count, arena);
}

/* Calls for each picture. */
static bool
each_png(const struct text *pngs, struct gif_writer *writer,
         bool (*take)(struct gif_writer *writer, const struct png_image *image,
                      bool first, bool last, const struct gif_times *times),
         const struct gif_times *times)
{
    size_t at = 0, used;

    while (at < pngs->used) {
        struct arena arena = {0};
        struct png_image image = {.width = 0};
        bool good =
            png_read(pngs->bytes + at, pngs->used - at, &image, &used,
                     &arena) &&
            take(writer, &image, at == 0, at + used == pngs->used, times);

        arena_free(&arena);
        if (!good)
            return false;
        at += used;
    }
    return at > 0;
}

static bool
count_image(struct gif_writer *writer, const struct png_image *image,
            bool first, bool last, const struct gif_times *times)
{
    (void)last;
    (void)times;
    if (first) {
        writer->width = image->width;
        writer->height = image->height;
    }
    palette_count(writer->palette, image);
    return image->width == writer->width && image->height == writer->height;
}

static bool
write_image(struct gif_writer *writer, const struct png_image *image,
            bool first, bool last, const struct gif_times *times)
{
    size_t count = writer->width * writer->height;
    unsigned char *now = writer->before;
    struct arena arena = {0};

    writer->before = writer->now;
    writer->now = now;
    for (size_t i = 0; i < count; i++)
        now[i] =
            palette_index(writer->palette, image->pixels + i * PNG_CHANNELS);
    add_frame(writer, first, last ? times->last : times->each, &arena);
    arena_free(&arena);
    return true;
}

bool
gif_write(struct text *gif, const struct text *pngs,
          const struct gif_times *times, struct arena *arena)
{
    struct gif_writer writer = {
        .gif = gif,
        .palette = arena_alloc(arena, 1, sizeof *writer.palette),
    };
    size_t count;

    if (!writer.palette)
        return false;
    memset(writer.palette, 0, sizeof *writer.palette);
    if (!each_png(pngs, &writer, count_image, times))
        return false;
    palette_choose(writer.palette);
    count = writer.width * writer.height;
    writer.now = arena_alloc(arena, count, 1);
    writer.before = arena_alloc(arena, count, 1);
    writer.part = arena_alloc(arena, count, 1);
    if (!writer.now || !writer.before || !writer.part)
        return false;
    add_head(&writer);
    if (!each_png(pngs, &writer, write_image, times))
        return false;
    add_byte(gif, 0x3B);
    return !gif->failed;
}
