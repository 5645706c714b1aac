/* keras_json.c -- a schedule as keras.saving.serialize_keras_object has it. */
#include <string.h>

#include "export/native_text.h"

static bool
keras_json_is_native(const struct spec *spec)
{
    return kind_system(spec->schedule.kind) == SYSTEM_keras &&
           !schedule_kind_of(&spec->schedule)->observe;
}

static void
keras_json_add_native(const struct spec *spec, struct text *text)
{
    text_format(text,
                "{\"module\": \"keras.optimizers.schedules\", \"class_name\": "
                "\"%s\", \"config\": {",
                spec->schedule.kind->name + strlen("keras."));
    native_arguments(text, &spec->schedule, "", &native_json, "");
    text_string(text, "}, \"registered_name\": null}\n");
}

const struct export_target export_keras_json = {
    .name = "keras_json",
    .is_native = keras_json_is_native,
    .add_native = keras_json_add_native,
};
