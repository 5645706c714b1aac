/* log_shapes.h -- every shape of logs, in the order in which they are tried. */
#ifndef TABLES_LOG_SHAPES_H
#define TABLES_LOG_SHAPES_H

#include "tables/log_shape.h"

#define LOG_SHAPES(SHAPE)                                                      \
    SHAPE(trainer_state)                                                       \
    SHAPE(json_list)                                                           \
    SHAPE(dicts)                                                               \
    SHAPE(json_lines)                                                          \
    SHAPE(json_table)                                                          \
    SHAPE(markdown)                                                            \
    SHAPE(mlflow)                                                              \
    SHAPE(csv)                                                                 \
    SHAPE(blanks)                                                              \
    SHAPE(console)

#define SHAPE(name) extern const struct log_shape log_shape_##name;
LOG_SHAPES(SHAPE)
#undef SHAPE

#endif
