/* sheet.c -- opens outputs, and closes them together. */
#include "cli/sheet.h"

bool
sheet_open_targets(struct sheet *sheet, const struct reading *readings,
                   struct error *error)
{
    size_t count = sheet->targets.count;

    sheet->streams = arena_alloc(sheet->arena, count, sizeof *sheet->streams);
    sheet->outputs = arena_alloc(sheet->arena, count, sizeof *sheet->outputs);
    if (!sheet->streams || !sheet->outputs)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        const struct target *target = &sheet->targets.items[i];
        struct stream *stream = arena_alloc(sheet->arena, 1, sizeof *stream);

        if (!stream)
            return error_memory(error);
        if (!target_open(target, stream, sheet->streams, i, readings,
                         sheet->arena, error))
            return false;
        sheet->streams[sheet->opened++] = stream;
    }
    return true;
}

bool
sheet_begin(struct sheet *sheet, const struct frame *const *frames,
            struct error *error)
{
    for (size_t i = 0; i < sheet->opened; i++)
        if (!output_begin(&sheet->outputs[i], sheet->targets.items[i].format,
                          frames[i], sheet->streams[i], sheet->arena, error))
            return false;
    return true;
}

bool
sheet_open(struct sheet *sheet, const struct reading *readings,
           const struct frame *const *frames, struct error *error)
{
    return sheet_open_targets(sheet, readings, error) &&
           sheet_begin(sheet, frames, error);
}

bool
sheet_finish(struct sheet *sheet, struct error *error)
{
    for (size_t i = 0; i < sheet->opened; i++)
        if (!output_end(&sheet->outputs[i]) ||
            !stream_finish(sheet->streams[i], error))
            return false;
    for (size_t i = 0; i < sheet->opened; i++)
        if (!stream_commit(sheet->streams[i], error))
            return false;
    return true;
}

void
sheet_discard(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->opened; i++)
        stream_discard(sheet->streams[i]);
}
