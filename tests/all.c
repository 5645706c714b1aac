/* all.c -- runs every suite; `tests/all SUITE` runs one. */
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

#include "command/command.h"

bool
load_text(const char *json, struct arena *arena, struct document *document,
          struct spec *spec, struct error *error)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);

    *source = (struct source){
        .name = "spec", .text = json, .length = strlen(json), .lines = true};
    *document = (struct document){
        .arena = arena, .table = spec_table, .families = all_families};
    return document_parse(document, source, error) &&
           spec_load(document, INTEGER_NULL, NULL, spec, error);
}

uint64_t
random_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

double
random_between(uint64_t *state, double low, double high)
{
    return low + (high - low) * (double)(random_bits(state) >> 11) / 0x1p53;
}

int
main(int argc, char **argv)
{
    SRunner *runner = srunner_create(NULL);
    int failed;

#define ADD_SUITE(name)                                                        \
    if (argc < 2 || strcmp(argv[1], #name) == 0)                               \
        srunner_add_suite(runner, name##_suite());
    SUITES(ADD_SUITE)
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
