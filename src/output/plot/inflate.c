/* inflate.c -- unpacks zlib streams (RFC 1950) of deflate blocks (RFC 1951).
 *
 * For the few small objects of a PDF: simple, not fast. */
#include "output/plot/inflate.h"

#include <string.h>

enum {
    MOST_BITS = 15, /* of a code */
    LITERALS = 288,
    LENGTHS = 29,
    DISTANCES = 30,
    MOST_DISTANCES = 32, /* that the header of a block can give codes */
    SIZES = 19,          /* codes for the sizes of codes */
    END = 256,           /* the literal that ends a block */
};

struct inflater {
    const unsigned char *next, *end;
    unsigned held, held_count; /* bits that are read, and not taken */
    struct text *text;
    size_t start; /* where the text began */
    bool failed;
};

/* How many codes there are of each size, and the symbols in their order. */
struct huffman {
    unsigned short counts[MOST_BITS + 1], symbols[LITERALS];
};

static unsigned
take(struct inflater *from, unsigned count)
{
    unsigned value;

    while (from->held_count < count) {
        if (from->next == from->end) {
            from->failed = true;
            return 0;
        }
        from->held |= (unsigned)*from->next++ << from->held_count;
        from->held_count += 8;
    }
    value = from->held & ((1u << count) - 1);
    from->held >>= count;
    from->held_count -= count;
    return value;
}

static struct huffman
make_huffman(const unsigned char *sizes, size_t count)
{
    struct huffman codes = {{0}, {0}};
    unsigned short places[MOST_BITS + 1] = {0};

    for (size_t i = 0; i < count; i++)
        codes.counts[sizes[i]]++;
    codes.counts[0] = 0;
    for (size_t i = 1; i < MOST_BITS; i++)
        places[i + 1] = (unsigned short)(places[i] + codes.counts[i]);
    for (size_t i = 0; i < count; i++)
        if (sizes[i] > 0)
            codes.symbols[places[sizes[i]]++] = (unsigned short)i;
    return codes;
}

static unsigned
take_symbol(struct inflater *from, const struct huffman *codes)
{
    unsigned code = 0, first = 0, index = 0;

    for (size_t i = 1; i <= MOST_BITS && !from->failed; i++) {
        code |= take(from, 1);
        if (code < first + codes->counts[i])
            return codes->symbols[index + code - first];
        index += codes->counts[i];
        first = (first + codes->counts[i]) << 1;
        code <<= 1;
    }
    from->failed = true;
    return END;
}

static void
add(struct inflater *from, char byte)
{
    text_add(from->text, &byte, 1);
    from->failed |= from->text->failed;
}

/* A length was read: repeats bytes from before. */
static void
repeat(struct inflater *from, unsigned symbol, const struct huffman *codes)
{
    static const unsigned short lengths[LENGTHS] = {
        3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
        31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const unsigned short distances[DISTANCES] = {
        1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
        33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    unsigned extra = symbol < 8 || symbol == LENGTHS - 1 ? 0 : symbol / 4 - 1;
    unsigned length, far;
    size_t distance;

    if (symbol >= LENGTHS) {
        from->failed = true;
        return;
    }
    length = lengths[symbol] + take(from, extra);
    far = take_symbol(from, codes);
    if (from->failed || far >= DISTANCES) {
        from->failed = true;
        return;
    }
    distance = distances[far] + take(from, far < 4 ? 0 : far / 2 - 1);
    if (distance > from->text->used - from->start)
        from->failed = true;
    for (; length > 0 && !from->failed; length--)
        add(from, from->text->bytes[from->text->used - distance]);
}

static void
unpack(struct inflater *from, const struct huffman *literals,
       const struct huffman *distances)
{
    while (!from->failed) {
        unsigned symbol = take_symbol(from, literals);

        if (symbol < END)
            add(from, (char)symbol);
        else if (symbol == END)
            return;
        else
            repeat(from, symbol - END - 1, distances);
    }
}

static void
unpack_fixed(struct inflater *from)
{
    unsigned char sizes[LITERALS + DISTANCES];
    struct huffman literals, distances;

    memset(sizes, 8, 144);
    memset(sizes + 144, 9, 112);
    memset(sizes + 256, 7, 24);
    memset(sizes + 280, 8, 8);
    memset(sizes + LITERALS, 5, DISTANCES);
    literals = make_huffman(sizes, LITERALS);
    distances = make_huffman(sizes + LITERALS, DISTANCES);
    unpack(from, &literals, &distances);
}

/* The sizes of all codes, which are packed themselves. */
static void
take_sizes(struct inflater *from, const struct huffman *codes,
           unsigned char *sizes, size_t count)
{
    for (size_t i = 0; i < count && !from->failed;) {
        unsigned symbol = take_symbol(from, codes), times = 1;
        unsigned char size = (unsigned char)symbol;

        if (symbol > 15)
            size = symbol == 16 && i > 0 ? sizes[i - 1] : 0;
        if (symbol == 16 || symbol == 17)
            times = 3 + take(from, symbol - 14);
        else if (symbol > 17)
            times = 11 + take(from, 7);
        for (; times > 0 && i < count; times--)
            sizes[i++] = size;
    }
}

static void
unpack_own(struct inflater *from)
{
    static const unsigned char order[SIZES] = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    unsigned char sizes[LITERALS + MOST_DISTANCES] = {0}, packed[SIZES] = {0};
    size_t literal_count = take(from, 5) + 257;
    size_t distance_count = take(from, 5) + 1, count = take(from, 4) + 4;
    struct huffman codes, literals, distances;

    for (size_t i = 0; i < count; i++)
        packed[order[i]] = (unsigned char)take(from, 3);
    codes = make_huffman(packed, SIZES);
    take_sizes(from, &codes, sizes, literal_count + distance_count);
    literals = make_huffman(sizes, literal_count);
    distances = make_huffman(sizes + literal_count, distance_count);
    unpack(from, &literals, &distances);
}

static void
copy_stored(struct inflater *from)
{
    size_t length;

    take(from, from->held_count % 8);
    length = take(from, 16);
    take(from, 16); /* its complement */
    for (; length > 0 && !from->failed; length--)
        add(from, (char)take(from, 8));
}

bool
inflate(struct text *text, const char *bytes, size_t length)
{
    struct inflater from = {.next = (const unsigned char *)bytes,
                            .end = (const unsigned char *)bytes + length,
                            .text = text,
                            .start = text->used};
    bool last = false;

    from.failed = (take(&from, 16) & 0x200f) != 8;
    while (!last && !from.failed) {
        last = take(&from, 1);
        switch (take(&from, 2)) {
        case 0:
            copy_stored(&from);
            break;
        case 1:
            unpack_fixed(&from);
            break;
        case 2:
            unpack_own(&from);
            break;
        default:
            from.failed = true;
        }
    }
    return !from.failed;
}
