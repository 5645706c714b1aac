/* json_list.c -- a list of records in JSON, as json.dump() writes a history:
 *
 * [{"step": 1, "lr": 0.1}, {"step": 2, "lr": 0.2}] */
#include "tables/log_object.h"

static bool
is_json_list(const struct log_head *head)
{
    struct log_scan scan = {.at = log_first_byte(head->bytes),
                            .end = head->bytes + head->length};

    return log_scan_pass(&scan, '[', "") && log_scan_pass(&scan, '{', "") &&
           (*scan.at == '"' || *scan.at == '\'');
}

static bool
read_json_list(struct log_reading *reading, struct error *error)
{
    return log_read_object(reading, log_scan_records, error);
}

const struct log_shape log_shape_json_list = {
    .name = "json_list",
    .meaning = "a list of records in JSON",
    .is = is_json_list,
    .read = read_json_list,
};
