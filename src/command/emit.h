/* emit.h -- a sweep as a script for a batch system. */
#ifndef COMMAND_EMIT_H
#define COMMAND_EMIT_H

#include "command/ledger.h"

/* Prints the script that --emit asks for, of a sweep that can be made. */
bool emit_script(const struct ledger *ledger, struct error *error);

#endif
