/* packer.c -- names and notes, packed into the rows of a legend. */
#include <stdio.h>
#include <string.h>

#include "output/plot/label.h"
#include "output/plot/packer.h"

size_t
packer_swatch(enum legend_shape shape)
{
    static const size_t pixels[] = {
        [SHAPE_NONE] = 0,
        [SHAPE_PEN] = LEGEND_SWATCH + 6,
        [SHAPE_DOT] = LEGEND_SWATCH + 6,
        [SHAPE_BAR] = LEGEND_BAR + 6,
        [SHAPE_START] = 18,
        [SHAPE_END] = 18,
        [SHAPE_LEAVES] = 24,
        [SHAPE_LOWEST] = 18,
        [SHAPE_HATCH] = 26,
    };

    return pixels[shape];
}

size_t
packer_width(const char *label)
{
    return (label_measure(label) * LABEL_SIZE + 99) / 100;
}

void
packer_add(struct packer *packer, enum legend_shape shape, size_t pen,
           const char *label)
{
    struct legend *legend = packer->legend;
    size_t gap = packer->gap;
    size_t beside = packer_swatch(shape), width;
    struct legend_entry *entry = &legend->entries[legend->count];

    if (legend->count == LEGEND_MOST || packer->left_out > 0) {
        packer->left_out++;
        return;
    }
    label = label_fit(label, packer->width - beside, LABEL_SIZE, packer->arena);
    if (!label)
        return;
    width = beside + packer_width(label);
    if (legend->rows == 0 ||
        (packer->used > 0 && packer->used + gap + width > packer->width)) {
        if (legend->rows == packer->most) {
            packer->left_out++;
            return;
        }
        legend->rows++;
        packer->used = 0;
    }
    packer->used += packer->used > 0 ? gap : 0;
    *entry = (struct legend_entry){shape, pen, label, legend->rows - 1,
                                   packer->used};
    legend->count++;
    packer->used += width;
}

void
packer_end(struct packer *packer)
{
    struct legend *legend = packer->legend;

    while (packer->left_out > 0 && legend->count > 1) {
        struct legend_entry *last = &legend->entries[legend->count - 1];
        char words[40];

        snprintf(words, sizeof words, "(and %zu more)", ++packer->left_out);
        last->shape = SHAPE_NONE;
        last->label =
            label_clean(words, packer->width, LABEL_ELLIPSIS, packer->arena);
        if (last->label &&
            last->at + packer_width(last->label) <= packer->width)
            return;
        legend->count--;
    }
}

void
packer_note(struct packer *packer, const char *text)
{
    bool apart = packer->legend->rows < packer->most;

    if (apart)
        packer->used = packer->width;
    packer_add(packer, SHAPE_NONE, 0, text);
    if (apart)
        packer->used = packer->width;
}
