/* transfer.h -- lrsim schedule --transfer: which base rate another schedule
 * wants. */
#ifndef CLI_SHOW_TRANSFER_H
#define CLI_SHOW_TRANSFER_H

#include "cli/arguments.h"

/* Runs the command; returns the exit status. */
enum status show_transfer(const struct arguments *arguments,
                          struct error *error);

#endif
