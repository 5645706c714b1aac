/* example.c -- loads it as a user's would be. */
#include "lib/example.h"

bool
example_load(struct text *json, struct document *document, struct spec *spec)
{
    struct source source = {.name = "example"};
    struct place place = {.source = &source};
    struct error error = {0};

    if (!text_end(json))
        return false;
    source.text = json->bytes;
    source.length = json->used;
    return document_parse(document, &source, &error) &&
           spec_load(document, INTEGER_NULL, &place, spec, &error);
}
