/* lzw.c -- codes of 9 to 12 bits (Welch, 1984), as GIF packs them. */
#include "output/plot/lzw.h"

#include <string.h>

enum {
    LITERALS = 256,
    CLEAR = LITERALS, /* code: forget all strings */
    END = CLEAR + 1,
    CODES = 1 << 12,
    BLOCK = 255,
};

struct lzw {
    struct text *gif;
    unsigned short next[CODES][LITERALS]; /* the longer string; 0: none */
    size_t codes;                         /* that are known */
    unsigned bits;                        /* of a code */
    unsigned long pending;
    unsigned pending_bits;
    unsigned char block[1 + BLOCK]; /* its length first */
};

static void
flush_block(struct lzw *lzw)
{
    text_add(lzw->gif, (const char *)lzw->block, 1 + (size_t)lzw->block[0]);
    lzw->block[0] = 0;
}

static void
put_byte(struct lzw *lzw, unsigned char byte)
{
    lzw->block[++lzw->block[0]] = byte;
    if (lzw->block[0] == BLOCK)
        flush_block(lzw);
}

static void
put_code(struct lzw *lzw, size_t code)
{
    lzw->pending |= (unsigned long)code << lzw->pending_bits;
    lzw->pending_bits += lzw->bits;
    for (; lzw->pending_bits >= 8; lzw->pending_bits -= 8) {
        put_byte(lzw, (unsigned char)(lzw->pending & 255));
        lzw->pending >>= 8;
    }
}

static void
forget(struct lzw *lzw)
{
    memset(lzw->next, 0, sizeof lzw->next);
    lzw->codes = END + 1;
    lzw->bits = 9;
}

void
lzw_write(struct text *gif, const unsigned char *bytes, size_t count,
          struct arena *arena)
{
    struct lzw *lzw = arena_alloc(arena, 1, sizeof *lzw);
    size_t prefix = bytes[0];

    if (!lzw) {
        gif->failed = true;
        return;
    }
    *lzw = (struct lzw){.gif = gif, .bits = 9};
    text_add(gif, "\x08", 1);
    put_code(lzw, CLEAR);
    forget(lzw);
    for (size_t i = 1; i < count; i++) {
        unsigned short longer = lzw->next[prefix][bytes[i]];

        if (longer > 0) {
            prefix = longer;
            continue;
        }
        put_code(lzw, prefix);
        if (lzw->codes == CODES) {
            put_code(lzw, CLEAR);
            forget(lzw);
        } else {
            lzw->bits += lzw->codes == 1u << lzw->bits;
            lzw->next[prefix][bytes[i]] = (unsigned short)lzw->codes++;
        }
        prefix = bytes[i];
    }
    put_code(lzw, prefix);
    put_code(lzw, END);
    if (lzw->pending_bits > 0)
        put_byte(lzw, (unsigned char)(lzw->pending & 255));
    if (lzw->block[0] > 0)
        flush_block(lzw);
    text_add(gif, "", 1);
}
