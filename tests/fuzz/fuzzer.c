/* fuzzer.c -- FUZZ_TARGET as libFuzzer wants it. */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);

    MUST(text, "no memory for the text");
    if (size > 0)
        memcpy(text, bytes, size);
    text[size] = '\0';
    FUZZ_TARGET(text, size);
    free(text);
    return 0;
}
