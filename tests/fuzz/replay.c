/* replay.c -- replay FILE...: runs files through the target that is named by
 * the folder in which they lie, and lets memory run out wherever it can. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

struct target {
    const char *name;
    void (*run)(const char *text, size_t size);
};

#define TARGET(name) {#name, fuzz_##name},
static const struct target targets[] = {FUZZ_TARGETS(TARGET){NULL, NULL}};

static const struct target *
find(const char *path)
{
    const char *file = strrchr(path, '/');

    for (const struct target *target = targets; file && target->name;
         target++) {
        size_t length = strlen(target->name);

        if ((size_t)(file - path) > length && file[-1 - (long)length] == '/' &&
            memcmp(file - length, target->name, length) == 0)
            return target;
    }
    return NULL;
}

static bool
replay(const char *path)
{
    const struct target *target = find(path);
    FILE *file = target ? fopen(path, "rb") : NULL;
    static char text[1 << 20];
    size_t size;

    if (!file) {
        fprintf(stderr, "replay: %s: %s\n", path,
                target ? "cannot be opened" : "its folder names no target");
        return false;
    }
    size = fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    fclose(file);
    target->run(text, size);
    return true;
}

int
main(int argc, char **argv)
{
    int passed = 0;

    memory_thorough();
    for (int i = 1; i < argc; i++)
        passed += replay(argv[i]);
    printf("replay: %d passed, %d failed\n", passed, argc - 1 - passed);
    return passed == argc - 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
