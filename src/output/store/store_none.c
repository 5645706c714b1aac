/* store_none.c -- a build without SQLite. */
#include "output/store/store.h"

const struct store_driver *const store_driver = NULL;
