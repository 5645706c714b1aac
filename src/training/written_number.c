/* written_number.c -- counts the digits of a number. */
#include "training/written_number.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool
written_number_read(const char *text, struct written_number *number)
{
    const char *at = text + strspn(text, " \t+-");
    bool point = false;
    int trailing = 0;
    long exponent = 0;

    *number = (struct written_number){0};
    for (; isdigit((unsigned char)*at) || (*at == '.' && !point); at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        number->digits++;
        number->decimals += point;
        trailing = *at == '0' ? trailing + 1 : 0;
        if (*at != '0' || number->significant > 0)
            number->significant++;
    }
    number->scientific = *at == 'e' || *at == 'E';
    if (number->scientific)
        exponent = strtol(at + 1, NULL, 10);
    number->zero = number->significant == 0;
    number->ends_in_zero = number->decimals > 0 && trailing > 0;
    number->last = exponent - number->decimals;
    number->first = number->last + number->significant - 1;
    if (!number->zero && number->decimals <= 1)
        number->significant -= trailing;
    return number->digits > 0;
}
